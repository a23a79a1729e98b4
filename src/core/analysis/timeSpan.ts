import { at } from '../model/at.ts';
import type { Profile } from '../model/profile.ts';

/**
 * When the first sample began and the last one ended, on the machine's clock; of samples without times, when the timeline did.
 * Empty without either.
 */
export function timeSpan({ samples, unit, timeline }: Profile): readonly [number, number] {
  let [from, to] = [Infinity, -Infinity];
  for (const [row, time] of samples.time.entries()) {
    from = Math.min(from, time);
    to = Math.max(to, time + (unit === 'microseconds' ? at(samples.weight, row) : 0));
  }
  if (from <= to) return [from, to];
  for (const { time } of timeline.tracks) {
    from = Math.min(from, time[0] ?? Infinity);
    to = Math.max(to, time.at(-1) ?? -Infinity);
  }
  return from <= to ? [from, to] : [0, 0];
}
