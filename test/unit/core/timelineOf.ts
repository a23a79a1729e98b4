import {
  emptyTimeline,
  type Metric,
  type PauseTrack,
  type Timeline,
  type Track,
} from '../../../src/core/model/timeline.ts';

/** A track of process 1's main thread with one metric: a value each 100 ms. */
export function trackOf(metric: Metric, values: readonly number[], from = 0, pid = 1): Track {
  const time = Float64Array.from(values, (_, row) => from + row * 100_000);
  return { pid, tid: 0, time, values: { [metric]: Float64Array.from(values) } };
}

/** Pauses of process 1's main thread, each of a kind, beginning at a time and of a duration. */
export function pausesOf(...rows: readonly (readonly [kind: number, time: number, duration: number])[]): PauseTrack {
  const duration = Float64Array.from(rows, (row) => row[2]);
  return {
    pid: 1,
    tid: 0,
    kind: Uint8Array.from(rows, ([kind]) => kind),
    time: Float64Array.from(rows, (row) => row[1]),
    duration,
    longest: duration,
    count: Uint32Array.from(rows, () => 1),
  };
}

export function timelineOf(parts: Partial<Timeline>): Timeline {
  return { ...emptyTimeline, ...parts };
}
