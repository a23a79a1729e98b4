import { functionTimes, type FunctionTimes } from '../core/analysis/functionTimes.ts';
import { lineTimes, type LineTime } from '../core/analysis/lineTimes.ts';
import { at } from '../core/model/at.ts';
import type { Profile } from '../core/model/profile.ts';
import { SourceFiles } from './sourceFiles.ts';

/** A profile that is open, with what every view asks of it. */
export interface OpenSession {
  /** Path of the profile's file; also what tells one session from another. */
  readonly path: string;
  readonly name: string;
  /** ms since 1970: files saved later may differ from those that ran. */
  readonly recordedAt: number;
  readonly profile: Profile;
  readonly times: FunctionTimes;
  /** By file as the profile names it. */
  readonly lines: ReadonlyMap<string, readonly LineTime[]>;
  /** Functions by file, those with a known line only. */
  readonly functions: ReadonlyMap<string, readonly number[]>;
  /** The most that one line has: what the steps of heat are measured by. */
  readonly hottest: { readonly self: number; readonly total: number };
  readonly files: SourceFiles;
}

export async function openSession(
  origin: Pick<OpenSession, 'path' | 'name' | 'recordedAt'>,
  profile: Profile,
): Promise<OpenSession> {
  const lines = lineTimes(profile);
  return {
    ...origin,
    profile,
    times: functionTimes(profile),
    lines: linesByFile(lines),
    functions: functionsByFile(profile),
    hottest: {
      self: lines.reduce((most, { self }) => Math.max(most, self), 0),
      total: lines.reduce((most, { total }) => Math.max(most, total), 0),
    },
    files: await SourceFiles.of(profile.functions.file),
  };
}

function linesByFile(times: readonly LineTime[]): Map<string, LineTime[]> {
  return groupBy(times, (time) => time.file);
}

function functionsByFile({ functions }: Profile): Map<string, number[]> {
  const placed = Array.from(functions.line.keys()).filter((fn) => at(functions.line, fn) > 0);
  return groupBy(placed, (fn) => at(functions.file, fn));
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const known = groups.get(keyOf(item));
    if (known === undefined) groups.set(keyOf(item), [item]);
    else known.push(item);
  }
  return groups;
}
