import { at } from '../model/at.ts';
import { HeatlineError } from '../model/heatlineError.ts';
import type { Profile, Unit } from '../model/profile.ts';
import { effectiveSamples } from '../stats/effectiveSamples.ts';
import { isSignificant } from '../stats/isSignificant.ts';
import { functionTimes, type FunctionTimes } from './functionTimes.ts';
import { lineTimes, type LineTime } from './lineTimes.ts';
import { pairFiles } from './pairFiles.ts';
import { pairFunctions } from './pairFunctions.ts';

export type DiffMetric = 'self' | 'total';

export interface DiffOptions {
  /** Compares shares of each profile's sum, so that runs of different length can be compared; else weights. */
  readonly normalized: boolean;
}

/** What changed from one profile to another. */
export interface ProfileDiff {
  readonly unit: Unit;
  readonly normalized: boolean;
  readonly before: FunctionTimes;
  readonly after: FunctionTimes;
  /** Everything with weight in either profile, in no order. */
  readonly functions: readonly FunctionDiff[];
  readonly lines: readonly LineDiff[];
}

/** In the profiles' unit, and as fractions of their sums. */
export interface DiffTimes {
  readonly self: number;
  readonly total: number;
  readonly selfShare: number;
  readonly totalShare: number;
}

interface Change {
  readonly before: DiffTimes;
  readonly after: DiffTimes;
  /** After minus before: fractions of the sums where the diff is normalized, else weights. */
  readonly delta: Readonly<Record<DiffMetric, number>>;
  /** Whether that is more than chance explains, see `isSignificant`. */
  readonly significant: Readonly<Record<DiffMetric, boolean>>;
}

export interface FunctionDiff extends Change {
  /** Indices into the profiles' function tables; -1 where a profile has no such function. */
  readonly functionBefore: number;
  readonly functionAfter: number;
}

export interface LineDiff extends Change {
  /** As the later profile names it, or the earlier one where only that has it. */
  readonly file: string;
  /** 1-based; 0 where a profile has no such line. */
  readonly lineBefore: number;
  readonly lineAfter: number;
  readonly functionBefore: number;
  readonly functionAfter: number;
}

/**
 * Functions and lines of two profiles side by side. Functions are matched by name and file, lines by their distance from their
 * function's first line, so that code that only moved has not changed.
 * @throws HeatlineError when the profiles measure different things.
 */
export function diffProfiles(before: Profile, after: Profile, { normalized }: DiffOptions): ProfileDiff {
  if (before.unit !== after.unit)
    throw new HeatlineError(
      `One profile is in ${before.unit}, the other in ${after.unit}.`,
      'Compare two profiles that measure the same.',
    );
  const sides = [sideOf(before), sideOf(after)] as const;
  const pairs = pairFunctions(before, after);
  const change = (...weights: readonly [Weights | undefined, Weights | undefined]): Change =>
    changeOf(sides, weights, normalized);
  return {
    unit: after.unit,
    normalized,
    before: sides[0].times,
    after: sides[1].times,
    functions: functionDiffs(sides, pairs, change),
    lines: lineDiffs(sides, pairs, change),
  };
}

interface Side {
  readonly profile: Profile;
  readonly times: FunctionTimes;
  /** Undefined where nobody knows. */
  readonly samples: number | undefined;
}

type Sides = readonly [before: Side, after: Side];
type Weights = Readonly<Record<DiffMetric, number>>;
type MakeChange = (before: Weights | undefined, after: Weights | undefined) => Change;

function sideOf(profile: Profile): Side {
  return { profile, times: functionTimes(profile), samples: effectiveSamples(profile) };
}

function functionDiffs([before, after]: Sides, pairs: ReadonlyMap<number, number>, change: MakeChange): FunctionDiff[] {
  const weights = ({ times }: Side, fn: number): Weights | undefined =>
    fn < 0 || at(times.total, fn) === 0 ? undefined : { self: at(times.self, fn), total: at(times.total, fn) };
  const paired = new Set(pairs.values());
  const both = [
    ...Array.from(before.profile.functions.name.keys(), (fn) => [fn, pairs.get(fn) ?? -1] as const),
    ...Array.from(after.profile.functions.name.keys(), (fn) => [-1, fn] as const).filter(([, fn]) => !paired.has(fn)),
  ];
  return both.flatMap(([functionBefore, functionAfter]) => {
    const [left, right] = [weights(before, functionBefore), weights(after, functionAfter)];
    if (left === undefined && right === undefined) return [];
    return [{ functionBefore, functionAfter, ...change(left, right) }];
  });
}

function lineDiffs([before, after]: Sides, pairs: ReadonlyMap<number, number>, change: MakeChange): LineDiff[] {
  const files = pairFiles(before.profile.functions.file, after.profile.functions.file);
  const keyOf = ({ profile }: Side, { line, function: fn, file }: LineTime): string =>
    fn < 0 ? `${file}:${line}` : `${fn}+${line - at(profile.functions.line, fn)}`;
  const open = new Map(lineTimes(after.profile).map((time) => [keyOf(after, time), time]));
  const diffs = lineTimes(before.profile).map((left): LineDiff => {
    const fn = pairs.get(left.function) ?? -1;
    const file = files.get(left.file);
    // In the later profile, where the function stands now.
    const moved = fn < 0 ? 0 : at(after.profile.functions.line, fn) - at(before.profile.functions.line, left.function);
    const key = keyOf(after, { ...left, function: fn, file: file ?? '', line: left.line + moved });
    const right = file === undefined ? undefined : open.get(key);
    if (right !== undefined) open.delete(key);
    return {
      file: right?.file ?? file ?? left.file,
      lineBefore: left.line,
      lineAfter: right?.line ?? 0,
      functionBefore: left.function,
      functionAfter: right?.function ?? fn,
      ...change(left, right),
    };
  });
  const added = Array.from(open.values(), (right): LineDiff => ({
    file: right.file,
    lineBefore: 0,
    lineAfter: right.line,
    functionBefore: -1,
    functionAfter: right.function,
    ...change(undefined, right),
  }));
  return [...diffs, ...added];
}

const none: Weights = { self: 0, total: 0 };

function changeOf(
  sides: Sides,
  weights: readonly [Weights | undefined, Weights | undefined],
  normalized: boolean,
): Change {
  const [before, after] = [timesOf(sides[0], weights[0] ?? none), timesOf(sides[1], weights[1] ?? none)];
  const delta = (metric: DiffMetric): number =>
    normalized ? after[`${metric}Share`] - before[`${metric}Share`] : after[metric] - before[metric];
  const significant = (metric: DiffMetric): boolean => {
    const share = `${metric}Share` as const;
    const of = ({ samples, times: { sum } }: Side, { [share]: value }: DiffTimes) => ({ share: value, samples, sum });
    return isSignificant(of(sides[0], before), of(sides[1], after), normalized);
  };
  return {
    before,
    after,
    delta: { self: delta('self'), total: delta('total') },
    significant: { self: significant('self'), total: significant('total') },
  };
}

function timesOf({ times: { sum } }: Side, { self, total }: Weights): DiffTimes {
  return { self, total, selfShare: sum > 0 ? self / sum : 0, totalShare: sum > 0 ? total / sum : 0 };
}
