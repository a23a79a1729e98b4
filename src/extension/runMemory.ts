import type { LineTime } from '../core/analysis/lineTimes.ts';
import { at } from '../core/model/at.ts';
import { groupBy } from '../core/model/groupBy.ts';
import type { Summary } from '../core/queries/summary.ts';
import type { SummaryOfRevision } from '../session/questions.ts';
import { formatShare } from '../core/text/formatShare.ts';
import { formatWeight } from '../core/text/formatWeight.ts';
import { escapeMarkdown } from './escapeMarkdown.ts';
import type { OpenSession } from './openSession.ts';

/** What the run of a session has of memory, which is a session of its own. V8 knows it by function: it is on their first lines. */
export interface RunMemory {
  /** `allocated` or `live`. */
  readonly event: string;
  /** Bytes of the whole run. */
  readonly sum: number;
  /** By file as the profile names it. */
  readonly lines: ReadonlyMap<string, readonly LineTime[]>;
  /** Bytes of each function itself, by its place. */
  readonly functions: ReadonlyMap<string, number>;
}

export function runMemory({ profile, times, lines }: Pick<Summary, 'profile' | 'times' | 'lines'>): RunMemory {
  const functions = new Map<string, number>();
  for (const [fn, self] of times.self.entries()) {
    const place = placeOf(profile.functions, fn);
    if (self > 0) functions.set(place, (functions.get(place) ?? 0) + self);
  }
  return { event: profile.event ?? 'allocated', sum: times.sum, lines: groupBy(lines, ({ file }) => file), functions };
}

/** What a session has beside another event of its own: the bytes that it shows, or those beside it until now. */
export function otherMemory({ profile, times, lines, memory }: OpenSession): RunMemory | undefined {
  return profile.unit === 'bytes' ? runMemory({ profile, times, lines: [...lines.values()].flat() }) : memory;
}

/** The same as it is opened; only where what was counted are bytes and there is one thing else. */
export async function memoryOfOther(
  { ask }: Pick<OpenSession['thread'], 'ask'>,
  { profile, events }: SummaryOfRevision,
): Promise<RunMemory | undefined> {
  const [other, ...more] = events.filter((event) => event !== profile.event);
  if (profile.unit !== 'bytes' || other === undefined || more.length > 0) return undefined;
  return runMemory(await ask('counted', other));
}

/** What a function of a session has of its run's memory, for a person; nothing where that is none. */
export function memoryOfFunction({ profile, memory }: OpenSession, fn: number): string | undefined {
  return memory && textOf(memory, memory.functions.get(placeOf(profile.functions, fn)));
}

/** The same of a line of a profiled file. */
export function memoryOfLine({ memory }: OpenSession, file: string | undefined, line: number): string | undefined {
  return memory && textOf(memory, memory.lines.get(file ?? '')?.find((each) => each.line === line)?.self);
}

function textOf({ event, sum }: RunMemory, bytes = 0): string | undefined {
  if (bytes === 0) return undefined;
  // Events come from a file.
  const counted = `${formatWeight(bytes, 'bytes')} ${escapeMarkdown(event)}`;
  return `${counted} (${formatShare(bytes / sum)} of ${formatWeight(sum, 'bytes')})`;
}

function placeOf({ file, line, column, name }: OpenSession['profile']['functions'], fn: number): string {
  return [at(file, fn), at(line, fn), at(column, fn), at(name, fn)].join('\0');
}
