import { hotPath } from '../src/core/analysis/hotPath.ts';
import { at } from '../src/core/model/at.ts';
import { setActiveLine } from './activeLine.ts';
import { sibling } from './boxFamily.ts';
import { createCallTreeLine } from './callTreeLine.ts';
import { cycle } from './cycle.ts';
import { element } from './element.ts';
import { rowMap, type Graph } from './graph.ts';
import { heaviestMatches } from './heaviestMatches.ts';
import { lineAfterKey } from './listKeys.ts';
import { lowerBound } from '../src/core/model/lowerBound.ts';
import type { Actions, Scene } from './scene.ts';
import { treeMarkdown } from './treeMarkdown.ts';
import { callersOf, createTreeRows, type TreeRows } from './treeRows.ts';
import { start, type GraphName } from './uiState.ts';
import type { View } from './view.ts';
import { createVirtualRows } from './virtualRows.ts';

export interface CallTree extends View {
  /** Opens the way from the selected row, or the heaviest root, to where its weight falls apart. */
  readonly expandHotPath: () => void;
  /** What is shown of the selected subtree, or of all, in Markdown; empty while nothing is shown. */
  readonly markdown: () => string;
}

/** One screen of a tall window. */
const longestOpened = 30;

/** The left-heavy graph as a tree grid: what a chart shows to the eye, for keyboards and screen readers. */
export function createCallTree(actions: Actions): CallTree {
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
  /** By graph, with what was open in it. */
  const trees = new Map<GraphName, { readonly of: Graph; readonly rows: TreeRows }>();

  root.addEventListener('scroll', () => {
    actions.moved();
  });
  root.addEventListener('keydown', (event) => {
    if (tree === undefined || scene === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (obey(event.key, tree, scene)) event.preventDefault();
  });

  function select(row: number): void {
    if (scene === undefined || row < 0) return;
    actions.select(at(scene.index.boxes.function, row), { graph: scene.graph, row });
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
      openMenu: (x, y) => {
        actions.openMenu(x, y);
      },
      toggle: (row) => {
        toggle(of, row);
      },
    });
    root.setAttribute('aria-rowcount', String(lines.length + 1));
    list.show(lines.length, (line) => drawLine(at(lines, line), line));
    setActiveLine(root, `tree-${drawn.row}`);
  }

  /** The rows of a graph, with what was open in an earlier state of it. */
  function treeOf({ graph, session, index }: Scene): TreeRows {
    const before = trees.get(graph);
    if (before?.of.index === index) return before.rows;
    const rows = createTreeRows(index);
    const of = { session, index };
    if (before?.of.session.id === session.id) {
      const rowOf = rowMap(before.of, of);
      rows.setOpen(
        before.rows
          .open()
          .map(rowOf)
          .filter((row) => row >= 0),
        true,
      );
    } else rows.setOpen(hotPath(index.boxes, -1).slice(0, longestOpened), true);
    trees.set(graph, { of, rows });
    return rows;
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
    open(opened, positions) {
      scene = opened;
      tree = treeOf(opened);
      root.setAttribute('aria-label', opened.graph === 'bottomUp' ? 'Call tree, bottom-up' : 'Call tree');
      draw();
      root.scrollTop = positions[listName(opened.graph)]?.scroll ?? 0;
    },
    show(next) {
      scene = next;
      draw();
    },
    positions: () => (scene === undefined ? {} : { [listName(scene.graph)]: { ...start, scroll: root.scrollTop } }),
    expandHotPath() {
      if (scene === undefined || tree === undefined) return;
      const path = hotPath(scene.index.boxes, scene.row);
      tree.setOpen(path.slice(0, -1), true);
      select(path.at(-1) ?? -1);
    },
    markdown: () => (scene === undefined || tree === undefined ? '' : treeMarkdown(scene, tree.lines())),
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

/** What the scroll position of a graph's tree is remembered by. */
function listName(graph: GraphName): string {
  return `tree-${graph}`;
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
