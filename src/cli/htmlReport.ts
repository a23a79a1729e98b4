import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lineReader } from '../capture/lineReader.ts';
import type { Profile } from '../core/model/profile.ts';
import { reportData } from '../core/queries/reportData.ts';
import { renderReport } from '../core/text/htmlReport.ts';
import { built } from './built.ts';
import { shortPath } from './shortPath.ts';

/** The self-contained page for a profile. */
export function htmlReport(profile: Profile, file: string): string {
  const read = (name: string): string => readFileSync(built(name), 'utf8');
  const data = reportData(profile, { title: path.basename(file), shorten: shortPath, lineText: lineReader() });
  return renderReport(data, read('report.js'), read('report.css'));
}
