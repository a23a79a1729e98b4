import { at } from '../src/core/model/at.ts';
import { formatCount } from '../src/core/text/formatCount.ts';
import { describeBox, describeFunction } from './describeBox.ts';
import { element } from './element.ts';
import { icon, type IconName } from './icon.ts';
import type { Actions, Scene } from './scene.ts';
import { graphOfSelection, selectedStack } from './selectedBox.ts';
import { stackText } from './stackText.ts';

export interface Details {
  readonly root: HTMLElement;
  show(scene: Scene): void;
  readonly openMenu: () => void;
}

export interface DetailsActions {
  readonly openSource: (fn: number) => void;
  copy(text: string): void;
  readonly select: Actions['select'];
  readonly openMenu: Actions['openMenu'];
}

/** Callers that could fit in one line at all. */
const mostCallers = 12;

/** The line below every view: what is selected, the way to it, and what can be done with it. */
export function createDetails(actions: DetailsActions): Details {
  const hint = element('div', { class: 'details-hint' }, 'Select a box or a row to see its numbers and callers.');
  const swatch = element('span');
  const name = element('bdi', { class: 'details-name' });
  const place = element('bdi', { class: 'details-place' });
  const numbers = element('span', { class: 'details-numbers' });
  // They stay while all around them changes, so that the focus stays on them.
  const open = button('goToFile', 'Open Source', ({ selected }) => {
    actions.openSource(selected);
  });
  const copy = button('copy', 'Copy Stack', (scene) => {
    actions.copy(stackText(scene));
  });
  const more = button('more', 'More', openMenu);
  more.setAttribute('aria-haspopup', 'menu');
  const buttons = element('span', { class: 'details-actions' }, open, copy, more);
  const summary = element('div', { class: 'details-summary' }, swatch, name, place, numbers, buttons);
  const path = element('div', { class: 'path', role: 'group', 'aria-label': 'Callers' });
  const root = element('section', { class: 'details', 'aria-label': 'Selected function' }, hint, summary, path);
  let shown: Scene | undefined;
  let pathText = '';

  function button(iconName: IconName, title: string, run: (scene: Scene) => void): HTMLButtonElement {
    const onclick = (): void => {
      if (shown !== undefined) run(shown);
    };
    return element('button', { type: 'button', class: 'secondary', onclick }, icon(iconName), title);
  }

  function openMenu(): void {
    const { left, top } = more.getBoundingClientRect();
    actions.openMenu(left, top);
  }

  function drawPath(scene: Scene): void {
    const graph = graphOfSelection(scene);
    path.hidden = graph.row < 0;
    if (graph.row < 0) return;
    const callers = selectedStack(graph).slice(1);
    const shownCallers = callers.slice(0, mostCallers).reverse();
    const nameOf = (fn: number): string => at(scene.session.functions.name, fn);
    const functionOf = (row: number): number => at(graph.index.boxes.function, row);
    const last = nameOf(functionOf(at(selectedStack(graph), 0)));
    const text = JSON.stringify([graph.graph, callers, shownCallers.map((row) => nameOf(functionOf(row))), last]);
    // What is the same stays, with the focus in it.
    if (text === pathText) return;
    pathText = text;
    const items: (Node | string)[] = shownCallers.flatMap((row) => {
      const onclick = (): void => {
        actions.select(functionOf(row), { graph: graph.graph, row });
      };
      const caller = element('bdi', {}, nameOf(functionOf(row)));
      return [element('button', { type: 'button', class: 'path-item', onclick }, caller), icon('chevronRight')];
    });
    const left = callers.length - shownCallers.length;
    if (left > 0) items.unshift(`… ${formatCount(left)} more callers `);
    path.replaceChildren(element('div', {}, ...items, element('bdi', { class: 'path-last' }, last)));
  }

  return {
    root,
    openMenu,
    show(scene) {
      shown = scene;
      const { session, selected } = scene;
      hint.hidden = selected >= 0;
      summary.hidden = selected < 0;
      path.hidden = selected < 0;
      if (selected < 0) return;
      const graph = graphOfSelection(scene);
      const description = graph.row < 0 ? describeFunction(session, selected) : describeBox(session, graph, graph.row);
      swatch.className = `swatch swatch-${description.category}`;
      name.textContent = description.name;
      name.title = description.name;
      place.textContent = description.place;
      place.title = description.place;
      const { total, self, change } = description;
      numbers.textContent = [`Total ${total}`, `Self ${self}`, change ?? []].flat().join(' · ');
      open.disabled = session.functions.openable[selected] !== 1;
      copy.hidden = graph.row < 0;
      drawPath(scene);
    },
  };
}
