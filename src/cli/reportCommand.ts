import type { Command } from 'commander';
import { openMapped } from '../capture/open.ts';
import { onLines, type LineChoice } from '../core/analysis/rollUpInlined.ts';
import type { ReadChoice } from '../core/formats/format.ts';
import { debuginfodOption } from './debuginfodOption.ts';
import { htmlReport } from './htmlReport.ts';
import { linesOption } from './linesOption.ts';
import { wholeNumber } from './numberOption.ts';
import { printReport, type ReportOptions } from './printReport.ts';
import { writeOutput } from './writeOutput.ts';

export function addReport(command: Command): void {
  command
    .argument('<file>')
    .option('--json', 'print one JSON object')
    .option('--limit <n>', 'rows of each list, 0 is all', wholeNumber(0), 15)
    .option('--event <name>', 'which of the things that the file counts')
    .option('--html <out>', 'write a self-contained page with a flame graph instead')
    .addOption(linesOption())
    .addOption(debuginfodOption())
    .action(async (file: string, options: ReportOptions & ReadChoice & { html?: string; lines: LineChoice }) => {
      const profile = onLines(await openMapped(file, options), options.lines);
      if (options.html === undefined) printReport(profile, options);
      else writeOutput(options.html, htmlReport(profile, file));
    });
}
