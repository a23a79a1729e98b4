import type { TimeRange } from '../src/core/analysis/cutToRange.ts';
import type { ThreadTimeline } from '../src/core/analysis/threadTimeline.ts';
import { element } from './element.ts';
import { formatMoment } from './formatMoment.ts';
import { readLanes } from './laneReading.ts';
import type { Tooltip } from './tooltip.ts';

export interface TimeCursor {
  readonly root: HTMLElement;
  /** Goes where the pointer is over these lanes. */
  follow(lanes: HTMLElement): void;
  show(timeline: ThreadTimeline | undefined, whole: TimeRange, hidden: readonly string[]): void;
}

/** What an arrow key moves it by, as a part of the whole. */
const keyStep = 0.01;
/** How far a marker or a pause may be missed, px. */
const hitSlack = 3;

/** A line through all lanes that tells what was measured at its time: where the pointer is, or where keys move it. */
export function createTimeCursor(tooltip: Tooltip): TimeCursor {
  const root = element('div', {
    class: 'time-cursor',
    role: 'slider',
    tabindex: 0,
    'aria-label': 'Measured at',
    hidden: true,
  });
  let timeline: ThreadTimeline | undefined;
  let whole: TimeRange = { from: 0, to: 1 };
  let hidden: readonly string[] = [];
  let time = 0;

  const place = (next: number): void => {
    time = Math.min(whole.to, Math.max(whole.from, next));
    root.style.left = `${((time - whole.from) / (whole.to - whole.from)) * 100}%`;
    root.setAttribute('aria-valuemin', String(whole.from));
    root.setAttribute('aria-valuemax', String(whole.to));
    root.setAttribute('aria-valuenow', String(Math.round(time)));
    const read = rows().map(([label, value]) => `${label} ${value}`);
    root.setAttribute('aria-valuetext', [formatMoment(time, timeline?.axis), ...read].join(', '));
  };
  const rows = (): ReturnType<typeof readLanes> => {
    const lanes = root.parentElement;
    if (timeline === undefined || lanes === null) return [];
    const slack = ((whole.to - whole.from) / Math.max(1, lanes.clientWidth)) * hitSlack;
    return readLanes(timeline, time, slack, hidden);
  };
  const tell = (y?: number): void => {
    const edge = root.getBoundingClientRect();
    tooltip.showRows(formatMoment(time, timeline?.axis), rows(), edge.left, y ?? edge.top);
  };
  const leave = (): void => {
    root.classList.remove('over');
    tooltip.hide();
  };

  root.addEventListener('keydown', (event) => {
    const length = whole.to - whole.from;
    const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10 };
    const step = steps[event.key];
    if (event.key === 'Escape') leave();
    else if (event.key === 'Home') place(whole.from);
    else if (event.key === 'End') place(whole.to);
    else if (step !== undefined) place(time + step * keyStep * length);
    else return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key !== 'Escape') tell();
  });
  root.addEventListener('focus', () => {
    tell();
  });
  root.addEventListener('blur', leave);
  return {
    root,
    follow(lanes) {
      lanes.addEventListener('pointermove', ({ clientX, clientY }) => {
        if (timeline === undefined) return;
        const edge = lanes.getBoundingClientRect();
        place(whole.from + ((clientX - edge.left) / edge.width) * (whole.to - whole.from));
        root.classList.add('over');
        tell(clientY);
      });
      lanes.addEventListener('pointerleave', leave);
    },
    show(next, nextWhole, nextHidden) {
      [timeline, whole, hidden] = [next, nextWhole, nextHidden];
      root.hidden = timeline === undefined;
      if (timeline !== undefined) place(time);
    },
  };
}
