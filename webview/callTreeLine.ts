import { at } from '../src/core/model/at.ts';
import { categoryIndex } from '../src/core/model/category.ts';
import { element } from './element.ts';
import { fileLabel, functionLabel } from './functionLabel.ts';
import { icon } from './icon.ts';
import type { Scene } from './scene.ts';
import { hasHit } from './search.ts';
import type { TreeRows } from './treeRows.ts';
import { weightCell } from './weightCell.ts';

export interface CallTreeLineActions {
  select(row: number): void;
  toggle(row: number): void;
  openSource(fn: number): void;
  openMenu(x: number, y: number): void;
}

/** Indentation of a level, px. */
const indent = 12;
/** Levels that are indented; deeper lines say their depth instead, or their names would leave the column. */
const mostIndented = 24;

/** What draws the line of a box. */
export function createCallTreeLine(
  scene: Scene,
  tree: TreeRows,
  actions: CallTreeLineActions,
): (row: number, line: number) => HTMLElement {
  const { session, index } = scene;
  const { boxes } = index;

  function nameCell(row: number): HTMLElement {
    const depth = at(boxes.depth, row);
    const toggle = (event: Event): void => {
      actions.toggle(row);
      event.stopPropagation();
    };
    const keep = (event: Event): void => {
      event.stopPropagation();
    };
    const twistie = element('span', { class: 'twistie', onclick: toggle, ondblclick: keep });
    if (tree.hasChildren(row)) twistie.append(icon(tree.isOpen(row) ? 'chevronDown' : 'chevronRight'));
    const cell = element(
      'div',
      { class: 'tree-name', role: 'gridcell' },
      twistie,
      functionLabel(scene, at(boxes.function, row)),
    );
    cell.style.paddingLeft = `${Math.min(depth, mostIndented) * indent}px`;
    if (depth > mostIndented) cell.prepend(element('span', { class: 'tree-depth', title: 'Depth' }, String(depth)));
    if (hidesHit(row)) cell.append(element('span', { class: 'match-inside', title: 'Matches inside' }, '●'));
    return cell;
  }

  function hidesHit(row: number): boolean {
    return scene.hits !== undefined && !tree.isOpen(row) && hasHit(scene.hits, row + 1, at(index.end, row));
  }

  return (row, line) => {
    const fn = at(boxes.function, row);
    const { position, of } = tree.place(row);
    const idle = session.functions.category[fn] === categoryIndex.idle;
    const selected = row === scene.row;
    const state = selected ? ' selected' : fn === scene.selected ? ' related' : '';
    const onclick = (event: Event): void => {
      actions.select(row);
      if (event instanceof MouseEvent && (event.ctrlKey || event.metaKey)) actions.openSource(fn);
    };
    const ondblclick = (): void => {
      actions.toggle(row);
    };
    const oncontextmenu = (event: Event): void => {
      event.preventDefault();
      actions.select(row);
      if (event instanceof MouseEvent) actions.openMenu(event.clientX, event.clientY);
    };
    const made = element(
      'div',
      {
        id: `tree-${row}`,
        class: `tree-line${state}`,
        role: 'row',
        'aria-level': at(boxes.depth, row) + 1,
        'aria-posinset': position,
        'aria-setsize': of,
        'aria-rowindex': line + 2,
        'aria-selected': String(selected),
        onclick,
        ondblclick,
        oncontextmenu,
      },
      weightCell('div', session, at(boxes.width, row), idle),
      weightCell('div', session, at(boxes.self, row), idle),
      nameCell(row),
      element('div', { class: 'tree-file', role: 'gridcell' }, fileLabel(scene, fn)),
    );
    if (tree.hasChildren(row)) made.setAttribute('aria-expanded', String(tree.isOpen(row)));
    return made;
  };
}
