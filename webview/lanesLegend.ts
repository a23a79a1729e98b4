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
  const list = element('div', { class: 'lanes-legend-items', role: 'group', 'aria-label': 'Shown lanes' });
  const marking = element('button', { type: 'button', class: 'secondary', onclick: mark }, 'Mark Now');
  const source = element('span', { class: 'lanes-source' });
  const root = element('div', { class: 'lanes-legend', hidden: true }, list, source, marking);
  const switches = new Map<string, Switch>();
  let hidden: readonly string[] = [];
  const toggle = (name: string): void => {
    hide(hidden.includes(name) ? hidden.filter((other) => other !== name) : [...hidden, name]);
  };

  return {
    root,
    show(timeline, nextHidden, live) {
      hidden = nextHidden;
      root.hidden = timeline === undefined;
      marking.hidden = !live;
      source.textContent = timeline === undefined ? '' : `from ${timeline.source}`;
      const items = timeline === undefined ? [] : itemsOf(timeline);
      // What is about to be pressed must stay where it is while the program runs.
      if (items.map(({ name }) => name).join() !== [...switches.keys()].join()) {
        switches.clear();
        for (const item of items) switches.set(item.name, createSwitch(item, toggle));
        list.replaceChildren(...[...switches.values()].map(({ root: button }) => button));
      }
      for (const { name, value } of items) switches.get(name)?.show(value, !hidden.includes(name));
    },
  };
}

interface Switch {
  readonly root: HTMLElement;
  show(value: string, isShown: boolean): void;
}

function createSwitch({ name, title, color, isDashed }: Item, toggle: (name: string) => void): Switch {
  const stroke = element('span', { class: isDashed ? 'stroke dashed' : 'stroke' });
  stroke.style.color = `var(${color})`;
  const amount = element('span', { class: 'legend-share' });
  const root = element(
    'button',
    {
      type: 'button',
      class: 'legend-item',
      onclick: () => {
        toggle(name);
      },
    },
    stroke,
    element('span', {}, title),
    amount,
  );
  return {
    root,
    show(value, isShown) {
      amount.textContent = value;
      root.setAttribute('aria-pressed', String(isShown));
      root.title = `${isShown ? 'Hide' : 'Show'} ${title}`;
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
