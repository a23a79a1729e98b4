import type { Profile } from '../../model/profile.ts';
import type { FunctionTimes } from '../functionTimes.ts';
import type { LineTime } from '../lineTimes.ts';
import type { OwnCode } from './ownCode.ts';

/** Something about a run that is worth changing or knowing, with the numbers that show it. */
export interface Finding {
  readonly id: FindingId;
  /** `warning`: there is a known better way. `information`: a fact to start from. */
  readonly severity: 'warning' | 'information';
  /** One line without a full stop. Holds names from the profile, so it is untrusted. */
  readonly title: string;
  /** The part of the busy time that it is about, 0 to 1; of the waiting thread's whole time for `asyncGaps`. */
  readonly share: number;
  /** Measured facts, a sentence each, with units and sample counts. */
  readonly evidence: readonly string[];
  /** What to do, in a sentence or two. */
  readonly advice: string;
  readonly place?: FindingPlace;
  /** Index into the profile's functions. */
  readonly function?: number;
}

export type FindingId =
  | 'asyncGaps' // the program mostly waits between its own code
  | 'deoptLoop' // optimised code is thrown away again and again
  | 'gcPressure' // the garbage collector runs much, and for whom
  | 'hotLine' // one line has most of the time
  | 'jsonOrRegExp' // JSON, structuredClone or regular expressions have much of the time
  | 'moduleLoading' // finding, reading and compiling modules has much of the time
  | 'quadratic' // a list is copied or searched whole, again and again
  | 'syncIo'; // the thread waits for a file, a process or a slow computation of Node's

export interface FindingPlace {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** The name of the function around it. */
  readonly function: string;
}

/** The text of a 1-based line of a source file; undefined where that cannot be read. */
export type LineText = (file: string, line: number) => string | undefined;

/** What an insight looks at. Times are in microseconds. */
export interface Run {
  readonly profile: Profile;
  readonly times: FunctionTimes;
  readonly lines: readonly LineTime[];
  readonly own: OwnCode;
  /** See `effectiveSamples`: how sure shares are. */
  readonly effectiveSamples: number;
  readonly lineText: LineText;
}

/** Looks for one kind of finding. It finds nothing where the numbers are too few or too small to be sure. */
export type Insight = (run: Run) => readonly Finding[];
