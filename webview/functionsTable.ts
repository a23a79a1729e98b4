import { at } from '../src/core/model/at.ts';
import { categoryIndex } from '../src/core/model/category.ts';
import { setActiveLine } from './activeLine.ts';
import { cycle } from './cycle.ts';
import { element } from './element.ts';
import { functionEvents } from './functionEvents.ts';
import { fileLabel, functionLabel } from './functionLabel.ts';
import { icon } from './icon.ts';
import { lineAfterKey } from './listKeys.ts';
import type { Actions, Scene } from './scene.ts';
import { sortFunctions } from './sortFunctions.ts';
import { start, type Sort } from './uiState.ts';
import type { View } from './view.ts';
import { createVirtualRows } from './virtualRows.ts';
import { weightCell } from './weightCell.ts';

const columns: readonly { readonly column: Sort['column']; readonly title: string; readonly numeric: boolean }[] = [
  { column: 'self', title: 'Self', numeric: true },
  { column: 'total', title: 'Total', numeric: true },
  { column: 'name', title: 'Function', numeric: false },
  { column: 'file', title: 'File', numeric: false },
];

/** Every function with weight; a search leaves those that match. */
export function createFunctionsTable(actions: Actions): View {
  const header = element('thead');
  const body = element('tbody');
  const before = element('tr', { 'aria-hidden': 'true' });
  const after = element('tr', { 'aria-hidden': 'true' });
  const table = element(
    'table',
    { class: 'functions', role: 'grid', tabindex: 0, 'aria-label': 'Functions' },
    element('colgroup', {}, ...columns.map(({ column }) => element('col', { class: `column-${column}` }))),
    header,
    body,
  );
  const root = element('div', { class: 'functions-scroller', tabindex: -1 }, table);
  const list = createVirtualRows({ scroller: root, header, body, before, after });
  let scene: Scene | undefined;
  let rows: readonly number[] = [];

  root.addEventListener('scroll', () => {
    actions.moved();
  });
  table.addEventListener('keydown', (event) => {
    // Keys of the buttons in the header are their own.
    if (event.target !== table || scene === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const line = lineAfterKey(event.key, rows.indexOf(scene.selected), rows.length, list.page());
    if (event.key === 'Enter' && scene.selected >= 0) actions.openSource(scene.selected);
    else if (line !== undefined && rows.length > 0) choose(at(rows, line));
    else return;
    event.preventDefault();
  });

  function choose(fn: number): void {
    actions.select(fn);
    reveal();
  }

  function sortBy(column: Sort['column'], descending: boolean): void {
    actions.sortBy({ column, descending });
    header.querySelector<HTMLElement>(`[data-column=${column}] button`)?.focus();
  }

  function drawHeader({ sort }: Scene): void {
    const cells = columns.map(({ column, title, numeric }) => {
      const current = sort.column === column;
      const onclick = (): void => {
        sortBy(column, current ? !sort.descending : numeric);
      };
      const button = element('button', { type: 'button', class: 'sort', onclick }, title);
      if (current) button.append(icon(sort.descending ? 'chevronDown' : 'chevronUp'));
      const order = current ? (sort.descending ? 'descending' : 'ascending') : 'none';
      return element(
        'th',
        { scope: 'col', class: numeric ? 'weight' : '', 'aria-sort': order, 'data-column': column },
        button,
      );
    });
    header.replaceChildren(element('tr', { 'aria-rowindex': 1 }, ...cells));
  }

  function drawRow(drawn: Scene, fn: number, line: number): HTMLElement {
    const { functions } = drawn.session;
    const idle = functions.category[fn] === categoryIndex.idle;
    const selected = fn === drawn.selected;
    return element(
      'tr',
      {
        id: `function-${fn}`,
        class: selected ? 'selected' : '',
        'aria-rowindex': line + 2,
        'aria-selected': String(selected),
        ...functionEvents(fn, choose, actions),
      },
      weightCell('td', drawn.session, at(functions.self, fn), idle),
      weightCell('td', drawn.session, at(functions.total, fn), idle),
      element('td', {}, functionLabel(drawn, fn)),
      element('td', {}, fileLabel(drawn, fn)),
    );
  }

  function draw(): void {
    if (scene === undefined) return;
    const drawn = scene;
    table.setAttribute('aria-rowcount', String(rows.length + 1));
    list.show(rows.length, (line) => drawRow(drawn, at(rows, line), line));
    setActiveLine(table, `function-${drawn.selected}`);
  }

  function reveal(): void {
    if (scene === undefined) return;
    const line = rows.indexOf(scene.selected);
    if (line >= 0) list.reveal(line);
    setActiveLine(table, `function-${scene.selected}`);
  }

  function show(next: Scene): void {
    const sameRows = scene?.session === next.session && scene.hits === next.hits && scene.sort === next.sort;
    scene = next;
    if (!sameRows) {
      rows = sortFunctions(next.session.functions, next.sort, next.hits?.functions);
      drawHeader(next);
    }
    draw();
  }

  return {
    root,
    open(opened, positions) {
      show(opened);
      root.scrollTop = positions['functions']?.scroll ?? 0;
    },
    show,
    positions: () => ({ functions: { ...start, scroll: root.scrollTop } }),
    reveal,
    chooseMatch(step) {
      if (scene?.hits === undefined) return undefined;
      const match = cycle(rows, scene.selected, step);
      if (match !== undefined) choose(match.item);
      return match;
    },
    restyle: draw,
  };
}
