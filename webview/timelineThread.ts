import type { SessionView } from '../src/protocol.ts';

/** A time-ordered chart is of one thread; while all are shown elsewhere, it is of the first. */
export function timelineThread({ filter }: SessionView): number {
  return Math.max(filter.thread, 0);
}
