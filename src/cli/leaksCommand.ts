import type { Command } from 'commander';
import { openHeap } from '../capture/openHeap.ts';
import { sourceHost } from '../capture/sourceHost.ts';
import type { ExaminedHeap } from '../core/analysis/heap/examinedHeap.ts';
import { leakReport } from '../core/queries/heap/leakReport.ts';
import { leakReportText } from '../core/queries/heap/leakReportText.ts';
import { positiveNumber, wholeNumber } from './numberOption.ts';
import { runRounds, type RoundOptions } from './runRounds.ts';
import { shortPath } from './shortPath.ts';

interface LeaksOptions extends RoundOptions {
  readonly json?: true;
  readonly limit: number;
}

export function addLeaks(command: Command): void {
  command
    .usage('[options] -- <command> [args...]\n       heatline leaks [options] <snapshots...>')
    .argument('<operands...>', 'a command that does the rounds, or heap snapshots that were taken after each')
    .option('--request <url>', 'a round is requests to this server, which the command starts')
    .option('--command <line>', 'a round is a run of this command beside it, as `npm run load`; no shell reads it')
    .option('--tests', 'a round is the tests that the command runs: mocha, vitest, jest or node:test')
    .option('--each <s>', 'a round is what the program does by itself in so many seconds', positiveNumber)
    .option('--rounds <n>', 'at least 2', wholeNumber(2), 5)
    .option('--warmup <n>', 'rounds before the first snapshot', wholeNumber(0), 2)
    .option(
      '--repeat <n>',
      'requests, calls or runs of the tests in a round (default: 10), or of the command (default: 1)',
      wholeNumber(1),
    )
    .option('--no-allocations', 'leave out which function allocated what: the program is faster')
    .option('--out <folder>', 'keep the snapshots')
    .option('--json', 'print one JSON object, last on stdout')
    .option('--limit <n>', 'rows of each list, 0 is all', wholeNumber(0), 15)
    .action(findLeaks);
}

async function findLeaks(operands: readonly string[], options: LeaksOptions): Promise<void> {
  const { json, limit } = options;
  const report = (files: readonly string[], recorder?: string) =>
    leakReport(opened(files), { limit, recorder, sources: sourceHost });
  // Options end there, so that no file's name can be meant.
  const isCommand = process.argv.includes('--');
  const answer = isCommand ? await runRounds(operands, options, report) : report(operands);
  process.stdout.write(json ? `${JSON.stringify(answer)}\n` : leakReportText(answer, shortPath));
  if (answer.verdict === 'leak') process.exitCode = 1;
}

/** One at a time, as each is large. */
function* opened(files: readonly string[]): Generator<ExaminedHeap> {
  for (const file of files) yield openHeap(file);
}
