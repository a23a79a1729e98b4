import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lineReader } from '../capture/lineReader.ts';
import type { Profile } from '../core/model/profile.ts';
import { reportData } from '../core/queries/reportData.ts';
import { renderReport } from '../core/text/htmlReport.ts';
import { shortPath } from './shortPath.ts';

/** The self-contained page for a profile. */
export function htmlReport(profile: Profile, file: string): string {
  const built = (name: string): string => readFileSync(path.join(__dirname, name), 'utf8');
  const data = reportData(profile, { title: path.basename(file), shorten: shortPath, lineText: lineReader() });
  return renderReport(data, built('report.js'), built('report.css'));
}
