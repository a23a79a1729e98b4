import { Option, type Command } from 'commander';
import { openProfile } from '../capture/open.ts';
import type { DiffMetric } from '../core/analysis/diffProfiles.ts';
import { diff } from '../core/queries/diff.ts';
import { diffText } from '../core/queries/diffText.ts';
import { debuginfodOption } from './debuginfodOption.ts';
import { wholeNumber } from './numberOption.ts';
import { shortPath } from './shortPath.ts';

interface Options {
  readonly json?: true;
  readonly limit: number;
  readonly absolute?: true;
  readonly metric: DiffMetric;
  readonly debuginfod?: true;
}

export function addDiff(command: Command): void {
  command
    .argument('<before>')
    .argument('<after>')
    .option('--json', 'print one JSON object')
    .option('--limit <n>', 'rows of each list, 0 is all', wholeNumber(0), 15)
    .option('--absolute', 'compare weights instead of shares of the whole')
    .addOption(new Option('--metric <metric>', 'what to compare').choices(['self', 'total']).default('self'))
    .addOption(debuginfodOption())
    .action(async (before: string, after: string, { json, limit, absolute, metric, ...choice }: Options) => {
      const [left, right] = [await openProfile(before, choice), await openProfile(after, choice)];
      const result = diff(left.profile, right.profile, { metric, limit, normalized: absolute === undefined });
      process.stdout.write(json ? `${JSON.stringify(result)}\n` : diffText(result, shortPath));
    });
}
