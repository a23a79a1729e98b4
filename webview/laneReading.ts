import type { ThreadTimeline } from '../src/core/analysis/threadTimeline.ts';
import { at } from '../src/core/model/at.ts';
import { pauseKinds } from '../src/core/model/timeline.ts';
import { formatTime } from '../src/core/text/formatTime.ts';
import { formatMetric, seriesKinds } from './laneKinds.ts';
import { lowerBound } from '../src/core/model/lowerBound.ts';

/** Label and value of all that was measured at a moment. Pauses and markers are those within `slack`, µs. */
export function readLanes(
  { series, pauses, markers }: ThreadTimeline,
  time: number,
  slack: number,
  hidden: readonly string[],
): (readonly [label: string, value: string])[] {
  const values = series
    .filter(({ metric }) => !hidden.includes(metric))
    .map(({ metric, time: times, value }) => {
      const row = Math.min(
        lowerBound(0, times.length, (index) => at(times, index) >= time),
        times.length - 1,
      );
      return [seriesKinds[metric].title, formatMetric(metric, at(value, row))] as const;
    });
  const paused = Array.from(pauses.kind.keys())
    .filter((row) => {
      const begin = at(pauses.time, row);
      return begin - slack <= time && time <= begin + at(pauses.duration, row) + slack;
    })
    .filter((row) => !hidden.includes(at(pauseKinds, at(pauses.kind, row))));
  const longest = paused.sort((a, b) => at(pauses.duration, b) - at(pauses.duration, a)).slice(0, 3);
  return [
    ...markers.filter((marker) => Math.abs(marker.time - time) <= slack).map(({ name }) => ['Marker', name] as const),
    ...values,
    ...longest.map(
      (row) => [`GC: ${at(pauseKinds, at(pauses.kind, row))}`, formatTime(at(pauses.duration, row))] as const,
    ),
  ];
}
