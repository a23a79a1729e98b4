import { at } from '../model/at.ts';
import { categoryIndex } from '../model/category.ts';
import type { Profile } from '../model/profile.ts';
import { timeSpan } from './timeSpan.ts';

/** What a thread did over time, in equal intervals. */
export interface Activity {
  /** µs, counted from the profile's first sample, on the one clock of all its threads. */
  readonly from: number;
  readonly to: number;
  /** By interval, as a share of it from 0 to 1: everything but idle time and the garbage collector. */
  readonly busy: Float32Array;
  readonly gc: Float32Array;
}

/** How busy a thread was while the profile was recorded. Samples without times show no activity. */
export function activity(profile: Profile, thread: number, intervals: number): Activity {
  const { samples, nodes, functions, unit } = profile;
  const [from, to] = timeSpan(profile);
  const busy = new Float32Array(intervals);
  const gc = new Float32Array(intervals);
  const length = (to - from) / intervals;
  if (length <= 0) return { from: 0, to: 0, busy, gc };
  for (const [row, node] of samples.node.entries()) {
    const category = functions.category[at(nodes.function, node)];
    if (at(nodes.thread, node) !== thread || category === categoryIndex.idle) continue;
    const lane = category === categoryIndex.gc ? gc : busy;
    const start = (at(samples.time, row) - from) / length;
    const end = start + (unit === 'microseconds' ? at(samples.weight, row) / length : 0);
    for (let i = Math.min(Math.floor(start), intervals - 1); i < intervals && i <= end; i++) {
      const part = unit === 'microseconds' ? Math.min(end, i + 1) - Math.max(start, i) : at(samples.weight, row);
      lane[i] = at(lane, i) + Math.max(part, 0);
    }
  }
  // Weights that are no durations are seen against the largest.
  const full = unit === 'microseconds' ? 1 : busy.reduce((most, value) => Math.max(most, value), 0);
  const share = (value: number): number => (full > 0 ? Math.min(value / full, 1) : 0);
  return { from: 0, to: to - from, busy: busy.map(share), gc: gc.map(share) };
}
