import { Option, type Command } from 'commander';
import { openProfile } from '../capture/open.ts';
import type { DiffMetric } from '../core/analysis/diffProfiles.ts';
import { diff } from '../core/queries/diff.ts';
import { diffText } from '../core/queries/diffText.ts';
import { wholeNumber } from './numberOption.ts';
import { shortPath } from './shortPath.ts';

interface Options {
  readonly json?: true;
  readonly limit: number;
  readonly absolute?: true;
  readonly metric: DiffMetric;
}

export function addDiff(program: Command): void {
  program
    .command('diff <before> <after>')
    .description('what grew and what shrank from one profile to another')
    .option('--json', 'print one JSON object')
    .option('--limit <n>', 'rows of each list, 0 is all', wholeNumber(0), 15)
    .option('--absolute', 'compare weights instead of shares of the whole')
    .addOption(new Option('--metric <metric>', 'what to compare').choices(['self', 'total']).default('self'))
    .action(async (before: string, after: string, { json, limit, absolute, metric }: Options) => {
      const [left, right] = [await openProfile(before), await openProfile(after)];
      const result = diff(left.profile, right.profile, { metric, limit, normalized: absolute === undefined });
      process.stdout.write(json ? `${JSON.stringify(result)}\n` : diffText(result, shortPath));
    });
}
