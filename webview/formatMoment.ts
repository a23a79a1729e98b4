import type { TimeAxis } from '../src/core/model/timeline.ts';
import { formatBytes } from '../src/core/text/formatBytes.ts';
import { formatCount } from '../src/core/text/formatCount.ts';
import { formatTime } from '../src/core/text/formatTime.ts';

/** How far the program was at a time of a timeline. */
export function formatMoment(time: number, axis: TimeAxis | undefined): string {
  if (axis === 'instructions') return `${formatCount(time)} instructions`;
  return axis === 'bytes' ? `${formatBytes(time)} allocated and freed` : formatTime(time);
}
