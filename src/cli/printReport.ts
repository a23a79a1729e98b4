import { lineReader } from '../capture/lineReader.ts';
import type { Profile } from '../core/model/profile.ts';
import { report } from '../core/queries/report.ts';
import { reportText } from '../core/queries/reportText.ts';
import { shortPath } from './shortPath.ts';

export interface ReportOptions {
  readonly json?: true;
  readonly limit: number;
}

export function printReport(profile: Profile, options: ReportOptions): void {
  printReports([profile], options);
}

/** Of one run: its profile, and that of memory where it was measured beside CPU time. */
export function printReports(profiles: readonly Profile[], { json, limit }: ReportOptions): void {
  const lineText = lineReader();
  const reports = profiles.map((profile) => report(profile, { limit, lineText }));
  const [first, memory] = reports;
  process.stdout.write(
    json
      ? `${JSON.stringify({ ...first, ...(memory && { memory }) })}\n`
      : reports.map((each) => reportText(each, shortPath)).join('\n'),
  );
}
