import { diffProfiles, type DiffMetric, type DiffTimes } from '../analysis/diffProfiles.ts';
import { lineChanges, type LineChange } from '../analysis/lineChanges.ts';
import type { Profile } from '../model/profile.ts';
import { effectiveSamples } from '../stats/effectiveSamples.ts';

/** How a profile differs from an earlier one, as an editor shows it. Shares are fractions of each profile's sum. */
export interface Comparison {
  /** By file of the later profile. */
  readonly lines: Readonly<Record<DiffMetric, ReadonlyMap<string, readonly LineChange[]>>>;
  /** By function of the later profile. */
  readonly functions: ReadonlyMap<number, FunctionChange>;
  /** What the band of a share of the earlier one is reckoned from; undefined where that is not known. */
  readonly samplesBefore: number | undefined;
}

export interface FunctionChange {
  readonly before: DiffTimes;
  readonly after: DiffTimes;
  readonly significant: Readonly<Record<DiffMetric, boolean>>;
}

/** @throws HeatlineError when the profiles measure different things. */
export function compare(before: Profile, after: Profile): Comparison {
  const diff = diffProfiles(before, after, { normalized: true });
  const functions = diff.functions.filter(({ functionAfter }) => functionAfter >= 0);
  return {
    lines: { self: lineChanges(diff, 'self'), total: lineChanges(diff, 'total') },
    functions: new Map(
      functions.map(({ functionAfter, before, after, significant }) => [functionAfter, { before, after, significant }]),
    ),
    samplesBefore: effectiveSamples(before),
  };
}
