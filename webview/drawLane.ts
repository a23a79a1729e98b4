import type { Series, ThreadTimeline } from '../src/core/analysis/threadTimeline.ts';
import type { TimeRange } from '../src/core/analysis/cutToRange.ts';
import { at } from '../src/core/model/at.ts';
import { metricUnits, pauseKinds } from '../src/core/model/timeline.ts';
import { pauseColors, seriesKinds } from './laneKinds.ts';

/** A canvas that is ready to be drawn on in CSS pixels. */
export interface LanePaper {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly color: (variable: string) => string;
}

/** Lines of all series, the first below the others. Those of one unit have one scale, from 0 to the largest value. */
export function drawSeries(
  { context, width, height, color }: LanePaper,
  shown: readonly Series[],
  { from, to }: TimeRange,
): void {
  context.lineWidth = 1.5;
  context.lineJoin = 'round';
  for (const { metric, time, value } of shown) {
    const most = scaleOf(metric, shown);
    context.strokeStyle = color(seriesKinds[metric].color);
    context.setLineDash([...seriesKinds[metric].dash]);
    context.beginPath();
    for (let row = 0; row < time.length; row++) {
      const x = ((at(time, row) - from) / (to - from)) * width;
      const y = height - 1 - (at(value, row) / most) * (height - 3);
      context.lineTo(x, y);
    }
    context.stroke();
  }
}

/** The value at a lane's top. */
export function scaleOf(metric: Series['metric'], shown: readonly Series[]): number {
  const alike = shown.filter((each) => metricUnits[each.metric] === metricUnits[metric]);
  const most = alike.reduce((max, { value }) => value.reduce((a, b) => Math.max(a, b), max), 0);
  // Shares of one processor are read against the whole of it.
  return metricUnits[metric] === 'share' ? Math.max(1, most) : most || 1;
}

/** A tick for each pause, as wide as it lasted, but wide enough to be seen. */
export function drawPauses(
  { context, width, height, color }: LanePaper,
  { kind, time, duration }: ThreadTimeline['pauses'],
  isShown: (kind: number) => boolean,
  { from, to }: TimeRange,
): void {
  for (const [row, index] of kind.entries()) {
    if (!isShown(index)) continue;
    context.fillStyle = color(pauseColors[at(pauseKinds, index)]);
    const x = ((at(time, row) - from) / (to - from)) * width;
    context.fillRect(x, 1, Math.max(1, (at(duration, row) / (to - from)) * width), height - 2);
  }
}
