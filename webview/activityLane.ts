import type { Activity } from '../src/core/analysis/activity.ts';
import type { TimeRange } from '../src/core/analysis/cutToRange.ts';
import { at } from '../src/core/model/at.ts';
import { formatTime } from '../src/core/text/formatTime.ts';
import { element } from './element.ts';

export interface ActivityLane {
  readonly root: HTMLElement;
  show(activity: Activity, range: TimeRange | undefined): void;
  restyle(): void;
}

/** Height of the lane, px. */
const height = 34;
/** A press that moves less than this is a click, px. */
const clickSlack = 4;
/** What an arrow key moves an edge by, as a part of the whole. */
const keyStep = 0.01;

/** How busy the thread was over the whole recording, and the range of it that every view is of. */
export function createActivityLane(choose: (range: TimeRange | undefined) => void): ActivityLane {
  const canvas = element('canvas', { class: 'activity-canvas', 'aria-hidden': 'true' });
  const from = thumb('Start of the range', 'from');
  const to = thumb('End of the range', 'to');
  const brush = element('div', { class: 'brush' }, from, to);
  const title = 'Drag to choose a range, which filters every view. Drag it to move it; double-click clears it.';
  const root = element(
    'div',
    { class: 'activity', role: 'group', 'aria-label': 'Range of time', title },
    canvas,
    brush,
  );
  let activity: Activity | undefined;
  let range: TimeRange | undefined;
  let drag: { readonly anchor: number; readonly moved: TimeRange | undefined; readonly x: number } | undefined;

  function thumb(label: string, edge: 'from' | 'to'): HTMLElement {
    const made = element('div', {
      class: `brush-edge brush-${edge}`,
      role: 'slider',
      tabindex: 0,
      'aria-label': label,
    });
    made.addEventListener('keydown', (event) => {
      if (activity === undefined) return;
      const whole = { from: activity.from, to: activity.to };
      const current = range ?? whole;
      const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10 };
      const step = steps[event.key];
      const length = whole.to - whole.from;
      if (event.key === 'Escape' || event.key === 'Delete') choose(undefined);
      else if (event.key === 'Home')
        choose(ordered({ ...current, [edge]: edge === 'from' ? whole.from : current.from }));
      else if (event.key === 'End') choose(ordered({ ...current, [edge]: edge === 'to' ? whole.to : current.to }));
      else if (step !== undefined) choose(ordered({ ...current, [edge]: current[edge] + step * keyStep * length }));
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    return made;
  }

  function ordered(wanted: TimeRange): TimeRange {
    const { from: first, to: last } = activity ?? { from: 0, to: 0 };
    const low = Math.max(first, Math.min(wanted.from, wanted.to));
    const high = Math.min(last, Math.max(wanted.from, wanted.to));
    // Never empty: one step is the least.
    return high > low ? { from: low, to: high } : { from: low, to: Math.min(last, low + (last - first) * keyStep) };
  }

  function timeAt(event: PointerEvent): number {
    const edge = root.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - edge.left) / edge.width));
    return activity === undefined ? 0 : activity.from + share * (activity.to - activity.from);
  }

  /** Where the drag has led; undefined while it is no more than a click. */
  function dragged(event: PointerEvent): TimeRange | undefined {
    if (drag === undefined || Math.abs(event.clientX - drag.x) < clickSlack || activity === undefined) return undefined;
    const time = timeAt(event);
    if (drag.moved === undefined) return ordered({ from: drag.anchor, to: time });
    const length = drag.moved.to - drag.moved.from;
    const start = drag.moved.from + time - drag.anchor;
    const begin = Math.min(Math.max(activity.from, start), activity.to - length);
    return { from: begin, to: begin + length };
  }

  root.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const anchor = timeAt(event);
    const inside = range !== undefined && anchor >= range.from && anchor <= range.to;
    drag = { anchor, moved: inside ? range : undefined, x: event.clientX };
    root.setPointerCapture(event.pointerId);
  });
  root.addEventListener('pointermove', (event) => {
    const wanted = dragged(event);
    if (wanted !== undefined) place(wanted);
  });
  root.addEventListener('pointerup', (event) => {
    const wanted = dragged(event);
    drag = undefined;
    if (wanted !== undefined) choose(wanted);
  });
  root.addEventListener('pointercancel', () => {
    drag = undefined;
    place(range);
  });
  root.addEventListener('dblclick', () => {
    choose(undefined);
  });
  new ResizeObserver(draw).observe(root);

  function place(shown: TimeRange | undefined): void {
    if (activity === undefined) return;
    const length = activity.to - activity.from;
    const { from: low, to: high } = shown ?? activity;
    brush.classList.toggle('whole', shown === undefined);
    brush.style.left = `${((low - activity.from) / length) * 100}%`;
    brush.style.width = `${((high - low) / length) * 100}%`;
    for (const [edge, time] of [
      [from, low],
      [to, high],
    ] as const) {
      edge.setAttribute('aria-valuemin', String(activity.from));
      edge.setAttribute('aria-valuemax', String(activity.to));
      edge.setAttribute('aria-valuenow', String(Math.round(time)));
      edge.setAttribute('aria-valuetext', formatTime(time));
    }
  }

  function draw(): void {
    const context = canvas.getContext('2d');
    if (activity === undefined || context === null || root.clientWidth === 0) return;
    const ratio = window.devicePixelRatio;
    canvas.width = Math.round(root.clientWidth * ratio);
    canvas.height = height * ratio;
    context.scale(ratio, ratio);
    const style = getComputedStyle(canvas);
    const lanes = [
      [activity.busy, style.getPropertyValue('--heatline-own')],
      [activity.gc, style.getPropertyValue('--heatline-gc')],
    ] as const;
    for (let x = 0; x < root.clientWidth; x++) {
      let bottom = height;
      for (const [lane, color] of lanes) {
        const tall = mean(lane, x / root.clientWidth, (x + 1) / root.clientWidth) * (height - 2);
        context.fillStyle = color;
        context.fillRect(x, bottom - tall, 1, tall);
        bottom -= tall;
      }
    }
  }

  return {
    root,
    show(next, nextRange) {
      const sameActivity = activity === next;
      activity = next;
      range = nextRange;
      if (drag === undefined) place(range);
      if (!sameActivity) draw();
    },
    restyle: draw,
  };
}

/** Of a lane's part between two shares of it. */
function mean(lane: Float32Array, left: number, right: number): number {
  const first = Math.floor(left * lane.length);
  const end = Math.max(first + 1, Math.floor(right * lane.length));
  let sum = 0;
  for (let i = first; i < end; i++) sum += at(lane, Math.min(i, lane.length - 1));
  return sum / (end - first);
}
