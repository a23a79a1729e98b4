import { at } from '../src/core/model/at.ts';
import { formatCount } from '../src/core/text/formatCount.ts';
import { stackOf } from './boxFamily.ts';
import { element } from './element.ts';
import { icon } from './icon.ts';
import type { Scene } from './scene.ts';

export interface Breadcrumbs {
  readonly root: HTMLElement;
  show(scene: Scene, focus: number): void;
}

/** More callers than this would not fit in one row anyway. */
const mostShown = 8;

/** The callers of the box that a chart is zoomed to; a click zooms out to one of them, or to all (-1). */
export function createBreadcrumbs(zoomTo: (row: number) => void): Breadcrumbs {
  const list = element('ol', {});
  const root = element('nav', { class: 'breadcrumbs', 'aria-label': 'Zoomed to', hidden: true }, list);
  let shown: Scene | undefined;
  let shownFocus = -1;

  function crumb(label: string, row: number, current: boolean): HTMLElement {
    const button = element(
      'button',
      {
        class: 'crumb',
        type: 'button',
        title: label,
        onclick: () => {
          zoomTo(row);
        },
      },
      label,
    );
    if (current) button.setAttribute('aria-current', 'true');
    return element('li', {}, button);
  }

  return {
    root,
    show(scene, focus) {
      if (shown?.index === scene.index && shownFocus === focus) return;
      shown = scene;
      shownFocus = focus;
      root.hidden = focus < 0;
      const stack = focus < 0 ? [] : stackOf(scene.index.boxes, focus);
      const nearest = stack.slice(0, mostShown).reverse();
      const items = nearest.map((row) =>
        crumb(at(scene.session.functions.name, at(scene.index.boxes.function, row)), row, row === focus),
      );
      const left = stack.length - nearest.length;
      if (left > 0) items.unshift(element('li', { class: 'crumb-rest' }, `… ${formatCount(left)} more`));
      items.unshift(crumb('All', -1, false));
      for (const item of items.slice(1)) item.prepend(icon('chevronRight'));
      list.replaceChildren(...items);
    },
  };
}
