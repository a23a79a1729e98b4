import { groupBy } from '../model/groupBy.ts';
import type { DiffMetric, ProfileDiff } from './diffProfiles.ts';

/** What an editor marks on a line. */
export interface LineChange {
  /** 1-based, in the later profile. */
  readonly line: number;
  /** Fractions of the profiles' sums. */
  readonly before: number;
  readonly after: number;
  readonly significant: boolean;
}

/** The lines of each file that the later profile has weight on, by the file's name in it. */
export function lineChanges({ lines }: ProfileDiff, metric: DiffMetric): Map<string, LineChange[]> {
  const files = groupBy(
    lines.filter(({ lineAfter }) => lineAfter > 0),
    ({ file }) => file,
  );
  const share = `${metric}Share` as const;
  return new Map(
    Array.from(files, ([file, rows]) => [
      file,
      rows.map(({ lineAfter, before, after, significant }) => ({
        line: lineAfter,
        before: before[share],
        after: after[share],
        significant: significant[metric],
      })),
    ]),
  );
}
