import { at } from '../src/core/model/at.ts';
import { setActiveLine } from './activeLine.ts';
import { sibling } from './boxFamily.ts';
import { createCallTreeLine } from './callTreeLine.ts';
import { cycle } from './cycle.ts';
import { element } from './element.ts';
import { heaviestMatches } from './heaviestMatches.ts';
import { lineAfterKey } from './listKeys.ts';
import { lowerBound } from './lowerBound.ts';
import type { Actions, Scene } from './scene.ts';
import { callersOf, createTreeRows, hotPath, type TreeRows } from './treeRows.ts';
import { start } from './uiState.ts';
import type { View } from './view.ts';
import { createVirtualRows } from './virtualRows.ts';

/** The left-heavy graph as a tree grid: what a chart shows to the eye, for keyboards and screen readers. */
export function createCallTree(actions: Actions): View {
  const columns = [
    element('div', { role: 'columnheader', class: 'weight' }, 'Total'),
    element('div', { role: 'columnheader', class: 'weight' }, 'Self'),
    element('div', { role: 'columnheader', class: 'tree-name' }, 'Function'),
    element('div', { role: 'columnheader', class: 'tree-file' }, 'File'),
  ];
  const headerLine = element('div', { class: 'tree-line', role: 'row', 'aria-rowindex': 1 }, ...columns);
  const header = element('div', { class: 'tree-header', role: 'rowgroup' }, headerLine);
  const body = element('div', { class: 'tree-body', role: 'rowgroup' });
  const root = element(
    'div',
    { class: 'tree', role: 'treegrid', tabindex: 0, 'aria-label': 'Call tree' },
    header,
    body,
  );
  const list = createVirtualRows({ scroller: root, header, body, before: element('div'), after: element('div') });
  let scene: Scene | undefined;
  let tree: TreeRows | undefined;

  root.addEventListener('scroll', () => {
    actions.moved();
  });
  root.addEventListener('keydown', (event) => {
    if (tree === undefined || scene === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (obey(event.key, tree, scene)) event.preventDefault();
  });

  function select(row: number): void {
    if (scene === undefined || row < 0) return;
    actions.select(at(scene.index.boxes.function, row), row);
    reveal();
  }

  function toggle(of: TreeRows, row: number): void {
    if (!of.hasChildren(row)) return;
    of.setOpen([row], !of.isOpen(row));
    draw();
  }

  /** Keys as the ARIA practices for tree grids have them; false for one that is not ours. */
  function obey(key: string, of: TreeRows, { index, row, selected }: Scene): boolean {
    const lines = of.lines();
    const line = lineAfterKey(key, row < 0 ? -1 : lineOf(lines, row), lines.length, list.page());
    if (line !== undefined && lines.length > 0) select(at(lines, line));
    else if (row < 0) return false;
    else if (key === 'ArrowRight') {
      if (!of.isOpen(row)) toggle(of, row);
      else select(row + 1);
    } else if (key === 'ArrowLeft') {
      if (of.isOpen(row)) toggle(of, row);
      else select(at(index.boxes.parent, row));
    } else if (key === '*') {
      of.setOpen(siblings(of, row), true);
      draw();
    } else if (key === 'Enter') actions.openSource(selected);
    else return false;
    return true;
  }

  function draw(): void {
    if (scene === undefined || tree === undefined) return;
    const [drawn, of] = [scene, tree];
    const lines = of.lines();
    const drawLine = createCallTreeLine(drawn, of, {
      select,
      openSource: actions.openSource,
      toggle: (row) => {
        toggle(of, row);
      },
    });
    root.setAttribute('aria-rowcount', String(lines.length + 1));
    list.show(lines.length, (line) => drawLine(at(lines, line), line));
    setActiveLine(root, `tree-${drawn.row}`);
  }

  function reveal(): void {
    if (scene === undefined || tree === undefined || scene.row < 0) return;
    const of = tree;
    const closed = callersOf(of.index, scene.row).filter((row) => !of.isOpen(row));
    if (closed.length > 0) of.setOpen(closed, true);
    draw();
    list.reveal(lineOf(of.lines(), scene.row));
    setActiveLine(root, `tree-${scene.row}`);
  }

  return {
    root,
    open(opened, position) {
      scene = opened;
      if (tree?.index !== opened.index) {
        tree = createTreeRows(opened.index);
        tree.setOpen(hotPath(opened.index), true);
      }
      draw();
      root.scrollTop = position.scroll;
    },
    show(next) {
      scene = next;
      draw();
    },
    position: () => ({ ...start, scroll: root.scrollTop }),
    reveal,
    chooseMatch(step) {
      if (scene?.hits === undefined) return undefined;
      const match = cycle(heaviestMatches(scene.index, scene.hits), scene.row, step);
      if (match !== undefined) select(match.item);
      return match;
    },
    restyle: draw,
  };
}

function siblings({ index }: TreeRows, row: number): number[] {
  let first = row;
  for (let before = row; before >= 0; before = sibling(index, before, -1)) first = before;
  const rows: number[] = [];
  for (let next = first; next >= 0; next = sibling(index, next, 1)) rows.push(next);
  return rows;
}

/** The line that a row is on, or would be. Lines are in order of row. */
function lineOf(lines: Uint32Array, row: number): number {
  return lowerBound(0, lines.length, (line) => at(lines, line) >= row);
}
