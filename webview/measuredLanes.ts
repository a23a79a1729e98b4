import type { TimeRange } from '../src/core/analysis/cutToRange.ts';
import type { ThreadTimeline } from '../src/core/analysis/threadTimeline.ts';
import { at } from '../src/core/model/at.ts';
import { metricUnits, pauseKinds } from '../src/core/model/timeline.ts';
import { drawPauses, drawSeries, scaleOf, type LanePaper } from './drawLane.ts';
import { element } from './element.ts';
import { formatMetric, laneKinds, pausesHeight, pausesTitle } from './laneKinds.ts';

export interface MeasuredLanes {
  readonly root: HTMLElement;
  /** @param hidden metrics and kinds of pauses. Without a timeline there are no lanes. */
  show(timeline: ThreadTimeline | undefined, whole: TimeRange, hidden: readonly string[]): void;
  restyle(): void;
}

interface Lane {
  readonly root: HTMLElement;
  readonly draw: () => void;
}

/** Memory, pauses, event loop and processor over the whole recording, each in a lane of its own. */
export function createMeasuredLanes(): MeasuredLanes {
  const root = element('div', { class: 'lanes', hidden: true });
  let lanes: readonly Lane[] = [];
  const draw = (): void => {
    for (const lane of lanes) lane.draw();
  };
  new ResizeObserver(draw).observe(root);

  return {
    root,
    show(timeline, whole, hidden) {
      root.hidden = timeline === undefined;
      if (timeline === undefined) return;
      lanes = lanesOf(timeline, whole, hidden);
      // For whoever wonders whether it still grows.
      root.dataset['rows'] = String(timeline.series.reduce((sum, { time }) => sum + time.length, 0));
      root.replaceChildren(...lanes.map((lane) => lane.root));
      draw();
    },
    restyle: draw,
  };
}

function lanesOf({ series, pauses }: ThreadTimeline, whole: TimeRange, hidden: readonly string[]): readonly Lane[] {
  const ofMetrics = laneKinds.flatMap(({ title, metrics, height }): Lane[] => {
    const shown = metrics.flatMap((metric) =>
      series.filter((each) => each.metric === metric && !hidden.includes(metric)),
    );
    if (shown.length === 0) return [];
    const units = new Map(shown.map(({ metric }) => [metricUnits[metric], metric]));
    const scale = [...units.values()].map((metric) => formatMetric(metric, scaleOf(metric, shown))).join(' · ');
    return [
      laneOf({ title, scale, height }, (paper) => {
        drawSeries(paper, shown, whole);
      }),
    ];
  });
  const isShown = (kind: number): boolean => !hidden.includes(at(pauseKinds, kind));
  if (!pauses.kind.some(isShown)) return ofMetrics;
  const ofPauses = laneOf({ title: pausesTitle, scale: '', height: pausesHeight }, (paper) => {
    drawPauses(paper, pauses, isShown, whole);
  });
  const [memory, ...others] = ofMetrics;
  return memory === undefined ? [ofPauses] : [memory, ofPauses, ...others];
}

interface LaneHead {
  readonly title: string;
  /** What its top stands for. */
  readonly scale: string;
  readonly height: number;
}

function laneOf({ title, scale, height }: LaneHead, drawOn: (paper: LanePaper) => void): Lane {
  const canvas = element('canvas', { class: 'lane-canvas', 'aria-hidden': 'true' });
  canvas.style.height = `${height}px`;
  const root = element(
    'div',
    { class: 'lane', 'data-lane': title },
    canvas,
    element('span', { class: 'lane-title' }, title),
    element('span', { class: 'lane-scale' }, scale),
  );
  const draw = (): void => {
    const context = canvas.getContext('2d');
    const width = canvas.clientWidth;
    if (context === null || width === 0) return;
    const ratio = window.devicePixelRatio;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.scale(ratio, ratio);
    const style = getComputedStyle(canvas);
    drawOn({ context, width, height, color: (variable) => style.getPropertyValue(variable) });
  };
  return { root, draw };
}
