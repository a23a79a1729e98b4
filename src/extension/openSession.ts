import type { FunctionTimes } from '../core/analysis/functionTimes.ts';
import type { LineTime } from '../core/analysis/lineTimes.ts';
import { at } from '../core/model/at.ts';
import { groupBy } from '../core/model/groupBy.ts';
import type { Comparison } from '../core/queries/comparison.ts';
import type { ProfileHead, Summary } from '../core/queries/summary.ts';
import type { ProfileFile, SummaryOfRevision } from '../session/questions.ts';
import type { SessionThread } from '../session/sessionThread.ts';
import type { LastRun } from './runOptions.ts';
import type { RunMemory } from './runMemory.ts';
import { SourceFiles } from './sourceFiles.ts';

/** What a session is compared with. */
export interface Baseline extends Pick<ProfileFile, 'path' | 'texts'> {
  readonly name: string;
}

/** A profile that is open: what every view asks of it is at hand, the rest is asked of its thread. */
export interface OpenSession {
  /** Path of the profile's file; also what tells one session from another. */
  readonly path: string;
  readonly name: string;
  /** ms since 1970: files saved later may differ from those that ran. */
  readonly recordedAt: number;
  /** ms since 1970: files saved between the two were edited while they ran. Undefined where it is not known. */
  readonly startedAt?: number | undefined;
  /** Path of what ran: sessions of one target are runs of one program. Undefined for a profile from elsewhere. */
  readonly target?: string | undefined;
  /** How to run it again; absent where it was not run from here. */
  readonly run?: LastRun | undefined;
  /** Whether its program still runs, so that another version of this session will follow. */
  readonly live: boolean;
  /** Of the profile in the thread: what its numbers of functions are of. */
  readonly revision: number;
  /** Whether its lines may be the innermost or those of the user's code: `heatline.heat.inlined`. */
  readonly rollsUp: boolean;
  /** Whether it tells what instructions cost. */
  readonly hasMachineCode: boolean;
  /** What was counted that can be shown, where there is a choice. */
  readonly events: readonly string[];
  readonly profile: ProfileHead;
  readonly times: FunctionTimes;
  /** What the band of a share is reckoned from; undefined where that is not known. */
  readonly effectiveSamples: number | undefined;
  /** Weights of what is no function's code. */
  readonly apart: Summary['apart'];
  /** By file as the profile names it. */
  readonly lines: ReadonlyMap<string, readonly LineTime[]>;
  /** Functions by file, those with a known line only. */
  readonly functions: ReadonlyMap<string, readonly number[]>;
  /** The most that one line has: what the steps of heat are measured by. */
  readonly hottest: { readonly self: number; readonly total: number };
  readonly files: SourceFiles;
  /** Profiled files as they were when they ran, as far as that is known. */
  readonly texts: ReadonlyMap<string, string>;
  /** How it differs from another session, when the user compares the two. */
  readonly comparison?: (Comparison & Baseline) | undefined;
  /** What else was measured of its run; absent where memory was not. */
  readonly memory?: RunMemory | undefined;
  /** Answers what is not at hand, as long as somebody holds it. */
  readonly thread: Pick<SessionThread, 'ask' | 'hold' | 'release'>;
}

/** What a session is, whatever its profile holds. */
export type SessionOrigin = Pick<
  OpenSession,
  'path' | 'name' | 'recordedAt' | 'startedAt' | 'target' | 'run' | 'live' | 'memory' | 'thread'
>;

export async function openSession(
  origin: SessionOrigin,
  { lines, ...summary }: SummaryOfRevision,
): Promise<OpenSession> {
  const { profile } = summary;
  return {
    ...origin,
    ...summary,
    lines: groupBy(lines, (time) => time.file),
    functions: functionsByFile(profile),
    hottest: {
      self: lines.reduce((most, { self }) => Math.max(most, self), 0),
      total: lines.reduce((most, { total }) => Math.max(most, total), 0),
    },
    files: await SourceFiles.of(profile.functions.file),
  };
}

function functionsByFile({ functions }: ProfileHead): Map<string, number[]> {
  const placed = Array.from(functions.line.keys()).filter((fn) => at(functions.line, fn) > 0);
  return groupBy(placed, (fn) => at(functions.file, fn));
}
