/**
 * What was measured beside the stacks, over time. Times are µs on the clock of the profile's samples; bytes, µs and shares are
 * what `metricUnits` says.
 *
 *     tracks   process 7, thread 0     time      100 200 300 …     rows that one sampler took, the oldest first
 *                                      heapUsed    4   6   5 …
 *     pauses   process 7, thread 0     of the garbage collector, by kind
 *     markers  300 snapshot            what happened at a moment
 *
 * All is bounded, however long the run: see `mergeTimelines`.
 */
export interface Timeline {
  /** What times are where they are not µs: valgrind's tools count what the program does. */
  readonly axis?: TimeAxis;
  readonly tracks: readonly Track[];
  readonly pauses: readonly PauseTrack[];
  readonly markers: readonly Marker[];
}

/** Instructions that ran, or bytes that were allocated and freed. */
export const timeAxes = ['instructions', 'bytes'] as const;

export type TimeAxis = (typeof timeAxes)[number];

export const metricUnits = {
  rss: 'bytes', // of the process, with pages that it shares
  pss: 'bytes', // of the process, each shared page in equal parts on those that share it
  heapUsed: 'bytes', // of the thread's JavaScript heap, or of the process' native one
  heapTotal: 'bytes', // with what the allocator took on top of that
  external: 'bytes', // outside of the heap, held by objects in it; array buffers are a part of it
  arrayBuffers: 'bytes',
  stacks: 'bytes', // of all threads of the process
  cpu: 'share', // of the process, 1 is one processor all the time
  loopDelay: 'microseconds', // the longest that the event loop of the thread was late since the row before
  loopUtilization: 'share', // of the time since the row before, what the event loop did not wait
  minorFaults: 'per second', // of the process: pages that were in memory already
  majorFaults: 'per second', // and those that came from a disk
} as const;

export type Metric = keyof typeof metricUnits;

export const metrics = Object.keys(metricUnits) as readonly Metric[];

/** One for all threads of a process. */
export const metricsOfProcess: readonly Metric[] = ['rss', 'pss', 'cpu', 'minorFaults', 'majorFaults'];

/** Columns of one length, all numbers finite. */
export interface Track {
  readonly pid: number;
  /** 0 is the main thread, and the whole process. */
  readonly tid: number;
  readonly time: Float64Array;
  readonly values: Values;
}

export type Values = Readonly<Partial<Record<Metric, Float64Array>>>;

/** Of V8's garbage collector; what `PauseTrack.kind` indexes. */
export const pauseKinds = ['scavenge', 'mark-compact', 'incremental marking', 'weak callbacks', 'other'] as const;

export type PauseKind = (typeof pauseKinds)[number];

/** A row stands for one pause, or for several of a kind that followed each other. */
export interface PauseTrack {
  readonly pid: number;
  readonly tid: number;
  /** Index into `pauseKinds`. */
  readonly kind: Uint8Array;
  /** When the first began. */
  readonly time: Float64Array;
  /** Of all together. */
  readonly duration: Float64Array;
  readonly longest: Float64Array;
  readonly count: Uint32Array;
}

export const markerKinds = [
  'measuring', // the recorder began, paused or went on
  'snapshot', // of the heap
  'program', // the program said so: performance.mark(), console.timeStamp()
  'user', // the user did
] as const;

export type MarkerKind = (typeof markerKinds)[number];

export interface Marker {
  readonly time: number;
  /** Untrusted where the program says it. */
  readonly name: string;
  readonly kind: MarkerKind;
  readonly pid: number;
  readonly tid: number;
}

export const emptyTimeline: Timeline = { tracks: [], pauses: [], markers: [] };

export function isEmptyTimeline({ tracks, pauses, markers }: Timeline): boolean {
  return tracks.length + pauses.length + markers.length === 0;
}
