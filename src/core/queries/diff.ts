import {
  diffProfiles,
  type DiffMetric,
  type DiffOptions,
  type DiffTimes,
  type FunctionDiff,
  type LineDiff,
} from '../analysis/diffProfiles.ts';
import type { FunctionTimes } from '../analysis/functionTimes.ts';
import { at } from '../model/at.ts';
import { categoryName, type Category } from '../model/category.ts';
import type { Note } from '../model/note.ts';
import type { Profile, Unit } from '../model/profile.ts';

/** Version 1 of the JSON that `heatline diff --json` prints. */
export interface Diff {
  readonly version: 1;
  readonly unit: Unit;
  /** Whether `delta` is of shares; else it is of weights, in `unit`. */
  readonly normalized: boolean;
  /** What the rows are sorted by, the largest change first, and what `significant` is about. */
  readonly metric: DiffMetric;
  readonly before: DiffSum;
  readonly after: DiffSum;
  readonly functions: readonly DiffFunction[];
  readonly lines: readonly DiffLine[];
  readonly notes: readonly Note[];
}

export interface DiffSum {
  /** All weight but idle time. */
  readonly total: number;
  readonly samples: number;
}

interface DiffRow {
  readonly before: DiffTimes;
  readonly after: DiffTimes;
  readonly delta: Readonly<Record<DiffMetric, number>>;
  /** Whether the change is more than chance explains. */
  readonly significant: boolean;
}

/** Named and placed as in the later profile, or as in the earlier one where only that has it. */
export interface DiffFunction extends DiffRow {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly category: Category;
}

export interface DiffLine extends DiffRow {
  readonly file: string;
  readonly line: number;
  readonly function: string;
}

export interface DiffQuery extends DiffOptions {
  readonly metric: DiffMetric;
  /** Rows of each list; 0 is all. */
  readonly limit: number;
}

/**
 * What grew and what shrank from one profile to another, by function and by line.
 * @throws HeatlineError when the profiles measure different things.
 */
export function diff(before: Profile, after: Profile, { metric, limit, normalized }: DiffQuery): Diff {
  const changes = diffProfiles(before, after, { normalized });
  const rows = <T extends FunctionDiff | LineDiff>(all: readonly T[]): readonly T[] => {
    const size = ({ delta }: T): number => Math.abs(delta[metric]);
    // What did not change stands in the order of a report.
    const sorted = [...all].sort((a, b) => size(b) - size(a) || b.after[metric] - a.after[metric]);
    return limit > 0 ? sorted.slice(0, limit) : sorted;
  };
  const row = (change: FunctionDiff | LineDiff): DiffRow => ({
    before: change.before,
    after: change.after,
    delta: change.delta,
    significant: change.significant[metric],
  });
  const functionOf = ({ functionBefore, functionAfter }: FunctionDiff | LineDiff): FunctionName =>
    functionAfter >= 0 ? functionName(after, functionAfter) : functionName(before, functionBefore);
  return {
    version: 1,
    unit: changes.unit,
    normalized,
    metric,
    before: sumOf(changes.before),
    after: sumOf(changes.after),
    functions: rows(changes.functions).map((change) => ({ ...functionOf(change), ...row(change) })),
    lines: rows(changes.lines).map((change) => ({
      file: change.file,
      line: change.lineAfter > 0 ? change.lineAfter : change.lineBefore,
      function: functionOf(change).name,
      ...row(change),
    })),
    notes: notesOf(before, after),
  };
}

type FunctionName = Pick<DiffFunction, 'name' | 'file' | 'line' | 'category'>;

function functionName({ functions }: Profile, fn: number): FunctionName {
  // A line may be known only as a call of code that was never sampled itself.
  if (fn < 0) return { name: '', file: '', line: 0, category: 'native' };
  return {
    name: at(functions.name, fn),
    file: at(functions.file, fn),
    line: at(functions.line, fn),
    category: categoryName(at(functions.category, fn)),
  };
}

function sumOf({ sum, samples }: FunctionTimes): DiffSum {
  return { total: sum, samples };
}

/** Notes of both profiles, those of one with its name. */
function notesOf(before: Profile, after: Profile): Note[] {
  const told = (notes: readonly Note[], { message }: Note): boolean => notes.some((other) => other.message === message);
  const only = (side: string, { notes }: Profile, others: Profile): Note[] =>
    notes
      .filter((note) => !told(others.notes, note))
      .map(({ kind, message }) => ({ kind, message: `${side}: ${message}` }));
  const common = before.notes.filter((note) => told(after.notes, note));
  return [...common, ...only('Before', before, after), ...only('After', after, before)];
}
