import { lineReader } from '../capture/lineReader.ts';
import type { Profile } from '../core/model/profile.ts';
import { report } from '../core/queries/report.ts';
import { reportText } from '../core/queries/reportText.ts';
import { shortPath } from './shortPath.ts';

export interface ReportOptions {
  readonly json?: true;
  readonly limit: number;
}

export function printReport(profile: Profile, { json, limit }: ReportOptions): void {
  const result = report(profile, { limit, lineText: lineReader() });
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : reportText(result, shortPath));
}
