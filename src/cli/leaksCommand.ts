import type { Command } from 'commander';
import { openHeap } from '../capture/openHeap.ts';
import type { ExaminedHeap } from '../core/analysis/heap/examinedHeap.ts';
import { leakReport } from '../core/queries/heap/leakReport.ts';
import { leakReportText } from '../core/queries/heap/leakReportText.ts';
import { wholeNumber } from './numberOption.ts';
import { shortPath } from './shortPath.ts';

export function addLeaks(program: Command): void {
  program
    .command('leaks <snapshots...>')
    .description('what grows from each heap snapshot of a process to the next and is kept: exit status 1 for a leak')
    .option('--json', 'print one JSON object')
    .option('--limit <n>', 'rows of each list, 0 is all', wholeNumber(0), 15)
    .action((files: readonly string[], { json, limit }: { json?: true; limit: number }) => {
      const report = leakReport(opened(files), limit);
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : leakReportText(report, shortPath));
      if (report.verdict === 'leak') process.exitCode = 1;
    });
}

/** One at a time, as each is large. */
function* opened(files: readonly string[]): Generator<ExaminedHeap> {
  for (const file of files) yield openHeap(file);
}
