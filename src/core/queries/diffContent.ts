import { diffLeftHeavy, type DiffBoxTable } from '../analysis/diffLeftHeavy.ts';
import { diffProfiles, type FunctionDiff } from '../analysis/diffProfiles.ts';
import { filterProfile, type ProfileFilter } from '../analysis/filterProfile.ts';
import { at } from '../model/at.ts';
import type { Profile } from '../model/profile.ts';
import { effectiveSamples } from '../stats/effectiveSamples.ts';
import { isSignificant } from '../stats/isSignificant.ts';

/** What changed since another profile, as boxes and as rows. */
export interface DiffContent {
  readonly kind: 'diff';
  /** Whether shares are compared, else weights. */
  readonly normalized: boolean;
  readonly boxes: DiffBoxTable;
  /** By box: 1 grew, -1 shrank, 0 within noise. */
  readonly change: Int8Array;
  /** All functions with weight in either profile, in no order. */
  readonly rows: readonly DiffRow[];
}

/** Named and placed as in the later profile, or as in the earlier one where only that has it. */
export interface DiffRow extends Omit<FunctionDiff, 'functionBefore' | 'functionAfter'> {
  /** Of the later profile, or -1. */
  readonly function: number;
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/**
 * Of the filter only what means the same in both profiles counts: categories and the query. Waiting is never compared.
 * @throws HeatlineError when the profiles measure different things.
 */
export function diffContent(
  earlier: Profile,
  later: Profile,
  { hidden, query }: ProfileFilter,
  normalized: boolean,
): DiffContent {
  const filter = { thread: -1, hidden: Array.from(new Set([...hidden, 'idle' as const])), ...(query && { query }) };
  const [before, after] = [filterProfile(earlier, filter), filterProfile(later, filter)];
  const { functions, ...sums } = diffProfiles(before, after, { normalized });
  const boxes = diffLeftHeavy(before, after, { normalized });
  const samples = [effectiveSamples(before), effectiveSamples(after)] as const;
  // Normalized, `before` is in the later profile's scale.
  const scale = normalized ? sums.after.sum : sums.before.sum;
  const change = Int8Array.from(boxes.width, (width, row) => {
    const weight = at(boxes.before, row);
    const left = { share: scale > 0 ? weight / scale : 0, samples: samples[0], sum: sums.before.sum };
    const right = { share: width / sums.after.sum, samples: samples[1], sum: sums.after.sum };
    return isSignificant(left, right, normalized) ? Math.sign(width - weight) : 0;
  });
  const rows = functions.map(({ functionBefore, functionAfter, ...rest }): DiffRow => {
    const [table, fn] = functionAfter >= 0 ? [after.functions, functionAfter] : [before.functions, functionBefore];
    return {
      ...rest,
      function: functionAfter,
      name: at(table.name, fn),
      file: at(table.file, fn),
      line: at(table.line, fn),
    };
  });
  return { kind: 'diff', normalized, boxes, change, rows };
}
