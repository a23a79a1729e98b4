import type { TimeRange } from '../src/core/analysis/cutToRange.ts';
import { formatTime } from '../src/core/text/formatTime.ts';
import { element } from './element.ts';

export interface TimeBrush {
  readonly root: HTMLElement;
  /**
   * @param whole what the lanes are of.
   * @param range of it; all where that is undefined.
   * @param canChoose whether anything can be told by time.
   */
  show(whole: TimeRange, range: TimeRange | undefined, canChoose: boolean): void;
}

/** A press that moves less than this is a click, px. */
const clickSlack = 4;
/** What an arrow key moves an edge by, as a part of the whole. */
const keyStep = 0.01;

/** Lanes of the whole recording, below each other, and the range of it that every view is of. */
export function createTimeBrush(
  choose: (range: TimeRange | undefined) => void,
  ...lanes: readonly HTMLElement[]
): TimeBrush {
  const from = thumb('Start of the range', 'from');
  const to = thumb('End of the range', 'to');
  const brush = element('div', { class: 'brush' }, from, to);
  const root = element('div', { class: 'activity', role: 'group', 'aria-label': 'Range of time' }, ...lanes, brush);
  let extent: TimeRange | undefined;
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
      if (extent === undefined) return;
      const whole = extent;
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
    const { from: first, to: last } = extent ?? { from: 0, to: 0 };
    const low = Math.max(first, Math.min(wanted.from, wanted.to));
    const high = Math.min(last, Math.max(wanted.from, wanted.to));
    // Never empty: one step is the least.
    return high > low ? { from: low, to: high } : { from: low, to: Math.min(last, low + (last - first) * keyStep) };
  }

  function timeAt(event: PointerEvent): number {
    const edge = root.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - edge.left) / edge.width));
    return extent === undefined ? 0 : extent.from + share * (extent.to - extent.from);
  }

  /** Where the drag has led; undefined while it is no more than a click. */
  function dragged(event: PointerEvent): TimeRange | undefined {
    if (drag === undefined || Math.abs(event.clientX - drag.x) < clickSlack || extent === undefined) return undefined;
    const time = timeAt(event);
    if (drag.moved === undefined) return ordered({ from: drag.anchor, to: time });
    const length = drag.moved.to - drag.moved.from;
    const start = drag.moved.from + time - drag.anchor;
    const begin = Math.min(Math.max(extent.from, start), extent.to - length);
    return { from: begin, to: begin + length };
  }

  root.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || brush.hidden) return;
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

  function place(shown: TimeRange | undefined): void {
    if (extent === undefined) return;
    const length = extent.to - extent.from;
    const { from: low, to: high } = shown ?? extent;
    brush.classList.toggle('whole', shown === undefined);
    brush.style.left = `${((low - extent.from) / length) * 100}%`;
    brush.style.width = `${((high - low) / length) * 100}%`;
    for (const [edge, time] of [
      [from, low],
      [to, high],
    ] as const) {
      edge.setAttribute('aria-valuemin', String(extent.from));
      edge.setAttribute('aria-valuemax', String(extent.to));
      edge.setAttribute('aria-valuenow', String(Math.round(time)));
      edge.setAttribute('aria-valuetext', formatTime(time));
    }
  }

  return {
    root,
    show(whole, nextRange, canChoose) {
      brush.hidden = !canChoose;
      extent = whole;
      range = nextRange;
      if (drag === undefined) place(range);
    },
  };
}
