import type { ThreadTimeline } from '../src/core/analysis/threadTimeline.ts';
import { at } from '../src/core/model/at.ts';
import { pauseKinds } from '../src/core/model/timeline.ts';
import { formatCount } from '../src/core/text/formatCount.ts';
import { formatTime } from '../src/core/text/formatTime.ts';
import { element } from './element.ts';
import { formatMetric, pauseColors, seriesKinds } from './laneKinds.ts';

export interface LanesLegend {
  readonly root: HTMLElement;
  /** @param live whether the program still runs, so that it can be marked. */
  show(timeline: ThreadTimeline | undefined, hidden: readonly string[], live: boolean): void;
}

/** What each line and tick is, with its peak or its sum, and a switch for each. */
export function createLanesLegend(hide: (hidden: readonly string[]) => void, mark: () => void): LanesLegend {
  const marking = element('button', { type: 'button', class: 'secondary', onclick: mark }, 'Mark Now');
  const root = element('div', {
    class: 'lanes-legend',
    role: 'group',
    'aria-label': 'Shown lanes',
    hidden: true,
  });
  return {
    root,
    show(timeline, hidden, live) {
      root.hidden = timeline === undefined;
      const { activeElement } = document;
      const focused = activeElement instanceof HTMLElement && root.contains(activeElement) ? activeElement.dataset : {};
      const items = timeline === undefined ? [] : itemsOf(timeline);
      root.replaceChildren(
        ...items.map(({ name, title, color, isDashed, value }) => {
          const isShown = !hidden.includes(name);
          const stroke = element('span', { class: isDashed ? 'stroke dashed' : 'stroke' });
          stroke.style.color = `var(${color})`;
          return element(
            'button',
            {
              type: 'button',
              class: 'legend-item',
              'aria-pressed': String(isShown),
              'data-series': name,
              title: `${isShown ? 'Hide' : 'Show'} ${title}`,
              onclick: () => {
                hide(isShown ? [...hidden, name] : hidden.filter((other) => other !== name));
              },
            },
            stroke,
            element('span', {}, title),
            element('span', { class: 'legend-share' }, value),
          );
        }),
        ...(live && timeline !== undefined ? [marking] : []),
      );
      if (activeElement === marking && live) marking.focus();
      root.querySelector<HTMLElement>(`[data-series='${focused['series'] ?? ''}']`)?.focus();
    },
  };
}

interface Item {
  readonly name: string;
  readonly title: string;
  readonly color: string;
  readonly isDashed: boolean;
  readonly value: string;
}

function itemsOf({ series, pauses }: ThreadTimeline): Item[] {
  const lines = series.map(({ metric, value }): Item => {
    const { title, color, dash } = seriesKinds[metric];
    const peak = value.reduce((most, each) => Math.max(most, each), 0);
    return { name: metric, title, color, isDashed: dash.length > 0, value: formatMetric(metric, peak) };
  });
  const ticks = pauseKinds.flatMap((kind, index): Item[] => {
    const rows = Array.from(pauses.kind.keys()).filter((row) => pauses.kind[row] === index);
    if (rows.length === 0) return [];
    const sum = (column: ArrayLike<number>): number => rows.reduce((all, row) => all + at(column, row), 0);
    const value = `${formatCount(sum(pauses.count))} · ${formatTime(sum(pauses.duration))}`;
    const title = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
    return [{ name: kind, title, color: pauseColors[kind], isDashed: false, value }];
  });
  return [...lines, ...ticks];
}
