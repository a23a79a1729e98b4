import type { HeapEvent } from '../core/model/heapEvent.ts';
import type { MarkerKind, Metric } from '../core/model/timeline.ts';

/** What the recorder and the code inside the recorded programs say to each other. */

/** The environment variable that holds a `RecordingSettings` as JSON. */
export const settingsVariable = 'HEATLINE_RECORDING';

export type Measure = 'cpu' | 'heap';

/** When measuring begins: with the program, on the recorder's word, or whenever the program calls `console.profile()`. */
export type Begin = 'start' | 'message' | 'console';

export interface RecordingSettings {
  /** Where every thread leaves its files. */
  readonly directory: string;
  /** Path of the Unix socket or Windows pipe that the recorder listens on. */
  readonly socket: string;
  readonly measure: Measure;
  /** What of memory is counted: in place of CPU time or, where that is measured, beside it. */
  readonly memory?: HeapEvent;
  /** Of CPU sampling. */
  readonly intervalUs: number;
  /** ms from one part of a profile that is saved while the program runs to the next, at least. */
  readonly partMs: number;
  readonly begin: Begin;
  /** Entry file of the v8-profiler-next to load; empty for V8's own inspector. */
  readonly collector: string;
  /**
   * Whether heap snapshots are to be taken that can be compared, and whether objects in them know where they were allocated,
   * which makes allocation slower (`--track-heap-objects`); `at-end`: such a one when measuring ends, which is the profile. Nothing
   * else can be measured then.
   */
  readonly snapshots?: 'none' | 'plain' | 'with-allocations' | 'at-end';
  /** What is run on the recorder's word, for which the program has to stay. */
  readonly scenario?: ScenarioKind;
}

/** The function `scenario` that the program exports, or the tests that its test runner runs. */
export type ScenarioKind = 'exported' | 'tests';

export interface RecordedThread {
  readonly pid: number;
  readonly ppid: number;
  /** 0 is the main thread. */
  readonly tid: number;
  readonly name: string;
  readonly argv: readonly string[];
  /** Whether V8's log measures it: there is nothing to save. */
  readonly isLogged?: boolean;
  /** Whether nothing of it is being measured, so that nothing of it can be lost. */
  readonly isPaused?: boolean;
  /** Version of Node, without the `v`. */
  readonly node: string;
  /** The file with the recorder's own code, where that is in the program: what runs there is not the program's. */
  readonly recorder?: string;
}

/** A script whose text or source map cannot be had from the file that its URL names. */
export interface RecordedScript {
  /** The script's URL, as in the profile's call frames. */
  readonly file: string;
  /** The text that ran, without a source map that is inside it. */
  readonly source?: string;
  readonly sourceMapUrl?: string;
}

/** Stands beside the profile's own keys, under `heatline`, in every file that a thread writes. */
export interface RecordedExtra {
  readonly version: 1;
  readonly thread: RecordedThread;
  /** What of memory the profile counts. */
  readonly event?: HeapEvent;
  /** A script is written once a thread and kind of profile, in the first of its files that has samples in it. */
  readonly scripts: readonly RecordedScript[];
  /** Since the thread's file before this one. */
  readonly timeline?: RecordedTimeline;
}

/** core's `Timeline`, as JSON has it. */
export interface RecordedTimeline {
  readonly tracks: readonly RecordedTrack[];
  readonly pauses: readonly RecordedPauses[];
  readonly markers: readonly RecordedMarker[];
}

export interface RecordedTrack {
  readonly pid: number;
  readonly tid: number;
  readonly time: readonly number[];
  readonly values: Readonly<Partial<Record<Metric, readonly number[]>>>;
}

export type RecordedPauses = Pick<RecordedTrack, 'pid' | 'tid' | 'time'> &
  Readonly<Record<'kind' | 'duration' | 'longest' | 'count', readonly number[]>>;

export interface RecordedMarker {
  readonly pid: number;
  readonly tid: number;
  readonly kind: MarkerKind;
  readonly name: string;
  readonly time: number;
}

export interface RecordedError {
  readonly version: 1;
  readonly thread: RecordedThread;
  readonly message: string;
}

/** Written when a thread starts, is paused and goes on, so that one that leaves no profile is missed. */
export function threadFile(pid: number, tid: number): string {
  return `${pid}-${tid}.thread.json`;
}

export function errorFile(pid: number, tid: number): string {
  return `${pid}-${tid}.error.json`;
}

/** Of a thread whose profile has no place for it: a `RecordedTimeline` a line. */
export function timelineFile(pid: number, tid: number): string {
  return `${pid}-${tid}.timeline`;
}

/** The last part of a thread's profile has no segment number: a thread without such a file ended before it could save. */
export function profileFile(pid: number, tid: number, segment: number | undefined, extension: string): string {
  return `${pid}-${tid}${segment === undefined ? '' : `-${segment}`}${extension}`;
}

/**
 * Process to recorder, one a line: it is here, it has tests that can be run again, what became of the last `snapshot` or `round` (why it failed as a JSON
 * string), then that all its threads have saved for good.
 */
export type ProcessMessage = `hello ${number}` | 'tests' | 'done' | `failed ${string}` | 'saved';

/**
 * Recorder to process, one a line: begin to measure; put a marker with the name that follows as a JSON string on the timeline; write a heap snapshot to the path that follows as a JSON string; run
 * the scenario; last, save, stop measuring and leave. Of `snapshot` and `round` one is answered before the next is sent.
 */
export type RecorderMessage = 'start' | `mark ${string}` | `snapshot ${string}` | 'round' | 'save';

/** There as soon as the recorder has said so, for threads that start later. */
export const startFile = 'started';
