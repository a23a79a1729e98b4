import type { Command } from 'commander';
import { openHeap } from '../capture/openHeap.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { heapComparison, heapComparisonText } from '../core/queries/heap/heapComparison.ts';
import { heapObject, heapObjectText } from '../core/queries/heap/heapObject.ts';
import { heapReport } from '../core/queries/heap/heapReport.ts';
import { heapReportText } from '../core/queries/heap/heapReportText.ts';
import { wholeNumber } from './numberOption.ts';
import { shortPath } from './shortPath.ts';

interface HeapOptions {
  readonly json?: true;
  readonly limit: number;
  readonly compare?: string;
  readonly object?: number;
}

export function addHeap(command: Command): void {
  command
    .argument('<file>')
    .option('--compare <before>', 'what is new and what is gone since an earlier snapshot of the process')
    .option('--object <id>', 'one object: what holds it, what it holds, where it is from', wholeNumber(0))
    .option('--json', 'print one JSON object')
    .option('--limit <n>', 'rows of each list, 0 is all', wholeNumber(0), 15)
    .action((file: string, options: HeapOptions) => {
      const [answer, text] = answerOf(file, options);
      process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : text());
    });
}

function answerOf(file: string, { compare, object, limit }: HeapOptions): [unknown, () => string] {
  if (compare !== undefined && object !== undefined)
    throw new HeatlineError('--compare and --object ask different things.', 'Leave out one of them.');
  if (compare !== undefined) {
    const before = openHeap(compare);
    const comparison = heapComparison(before, openHeap(file), limit);
    return [comparison, () => heapComparisonText(comparison)];
  }
  const examined = openHeap(file);
  if (object !== undefined) {
    const answer = heapObject(examined, object, limit);
    return [answer, () => heapObjectText(answer, shortPath)];
  }
  const report = heapReport(examined, limit);
  return [report, () => heapReportText(report, shortPath)];
}
