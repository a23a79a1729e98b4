import { at } from '../src/core/model/at.ts';
import { formatCount } from '../src/core/text/formatCount.ts';
import { stackOf } from './boxFamily.ts';
import { describeBox, describeFunction } from './describeBox.ts';
import { element } from './element.ts';
import { icon, type IconName } from './icon.ts';
import type { Scene } from './scene.ts';
import { stackText } from './stackText.ts';

export interface Details {
  readonly root: HTMLElement;
  show(scene: Scene): void;
}

export interface DetailsActions {
  openSource(fn: number): void;
  copy(text: string): void;
  select(fn: number, row: number): void;
}

/** Callers that could fit in one line at all. */
const mostCallers = 12;

/** The line below every view: what is selected, the way to it, and what can be done with it. */
export function createDetails(actions: DetailsActions): Details {
  const root = element('section', { class: 'details', 'aria-label': 'Selected function' });

  function button(name: IconName, title: string, onclick: () => void): HTMLButtonElement {
    return element('button', { type: 'button', class: 'secondary', onclick }, icon(name), title);
  }

  function path(scene: Scene): HTMLElement {
    const { boxes } = scene.index;
    const callers = stackOf(boxes, scene.row).slice(1);
    const shown = callers.slice(0, mostCallers).reverse();
    const items: (Node | string)[] = shown.flatMap((row) => {
      const fn = at(boxes.function, row);
      const name = element('bdi', {}, at(scene.session.functions.name, fn));
      const onclick = (): void => {
        actions.select(fn, row);
      };
      return [element('button', { type: 'button', class: 'path-item', onclick }, name), icon('chevronRight')];
    });
    if (callers.length > shown.length) items.unshift(`… ${formatCount(callers.length - shown.length)} more callers `);
    const last = element('bdi', { class: 'path-last' }, at(scene.session.functions.name, scene.selected));
    return element('div', { class: 'path', 'aria-label': 'Callers' }, element('div', {}, ...items, last));
  }

  return {
    root,
    show(scene) {
      const { session, selected, row } = scene;
      if (selected < 0) {
        root.replaceChildren(
          element('div', { class: 'details-hint' }, 'Select a box or a row to see its numbers and callers.'),
        );
        return;
      }
      const { name, place, category, self, total } =
        row < 0 ? describeFunction(session, selected) : describeBox(scene, row);
      const open = button('goToFile', 'Open Source', () => {
        actions.openSource(selected);
      });
      open.disabled = session.functions.openable[selected] !== 1;
      const buttons = [open];
      if (row >= 0) {
        buttons.push(
          button('copy', 'Copy Stack', () => {
            actions.copy(stackText(scene));
          }),
        );
      }
      const summary = element(
        'div',
        { class: 'details-summary' },
        element('span', { class: `swatch swatch-${category}` }),
        element('bdi', { class: 'details-name', title: name }, name),
        element('bdi', { class: 'details-place', title: place }, place),
        element('span', { class: 'details-numbers' }, `Total ${total} · Self ${self}`),
        element('span', { class: 'details-actions' }, ...buttons),
      );
      root.replaceChildren(summary);
      if (row >= 0) root.append(path(scene));
    },
  };
}
