import { categoryLabel } from './categoryLabel.ts';
import type { Description } from './describeBox.ts';
import { element } from './element.ts';

export interface Tooltip {
  readonly root: HTMLElement;
  /** At a position in the window. */
  show(description: Description, x: number, y: number): void;
  showRows(title: string, rows: readonly (readonly [label: string, value: string])[], x: number, y: number): void;
  hide(): void;
}

/** Distance from the pointer and from the window's edges, px. */
const distance = 12;

export function createTooltip(): Tooltip {
  const root = element('div', { class: 'tooltip', role: 'tooltip', hidden: true });

  function showAt(x: number, y: number, ...content: readonly HTMLElement[]): void {
    root.replaceChildren(...content);
    root.hidden = false;
    // Where there is no room beside the pointer, the tooltip goes to its other side.
    const right = x + distance + root.offsetWidth + distance > window.innerWidth;
    const below = y + distance + root.offsetHeight + distance <= window.innerHeight;
    root.style.left = `${Math.max(right ? x - distance - root.offsetWidth : x + distance, 0)}px`;
    root.style.top = `${Math.max(below ? y + distance : y - distance - root.offsetHeight, 0)}px`;
  }

  return {
    root,
    show({ name, place, category, self, total, change }, x, y) {
      showAt(
        x,
        y,
        element('div', { class: 'tooltip-name' }, name),
        element('div', { class: 'tooltip-place' }, place === '' ? categoryLabel[category] : place),
        element(
          'dl',
          {},
          ...row('Total', total),
          ...row('Self', self),
          ...(change === undefined ? [] : row('Change', change)),
        ),
      );
    },
    showRows(title, rows, x, y) {
      const list = element('dl', {}, ...rows.flatMap(([label, value]) => row(label, value)));
      showAt(x, y, element('div', { class: 'tooltip-name' }, title), list);
    },
    hide() {
      root.hidden = true;
    },
  };
}

function row(label: string, value: string): readonly [HTMLElement, HTMLElement] {
  return [element('dt', {}, label), element('dd', {}, value)];
}
