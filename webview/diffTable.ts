import { at } from '../src/core/model/at.ts';
import { formatPlace } from '../src/core/text/formatPlace.ts';
import { formatShare } from '../src/core/text/formatShare.ts';
import { formatWeight } from '../src/core/text/formatWeight.ts';
import type { DiffContent, DiffRow } from '../src/protocol.ts';
import { setActiveLine } from './activeLine.ts';
import { changeMark } from './changeMark.ts';
import { element } from './element.ts';
import { functionEvents } from './functionEvents.ts';
import { fileLabel, functionLabel } from './functionLabel.ts';
import { lineAfterKey } from './listKeys.ts';
import type { Actions, Scene } from './scene.ts';
import { start, type DiffChoice } from './uiState.ts';
import type { View } from './view.ts';
import { createVirtualRows } from './virtualRows.ts';

const columns = ['before', 'after', 'delta', 'name', 'file'] as const;

/** Functions whose weight changed, the largest change first; those that are gone cannot be selected. */
export function createDiffTable(actions: Actions): Omit<View, 'chooseMatch'> {
  const header = element('thead');
  const body = element('tbody');
  const before = element('tr', { 'aria-hidden': 'true' });
  const after = element('tr', { 'aria-hidden': 'true' });
  const table = element(
    'table',
    { class: 'functions', role: 'grid', tabindex: 0, 'aria-label': 'Changed functions' },
    element('colgroup', {}, ...columns.map((column) => element('col', { class: `column-${column}` }))),
    header,
    body,
  );
  const scroller = element('div', { class: 'functions-scroller', tabindex: -1 }, table);
  const list = createVirtualRows({ scroller, header, body, before, after });
  let scene: Scene | undefined;
  let rows: readonly DiffRow[] = [];

  scroller.addEventListener('scroll', () => {
    actions.moved();
  });
  table.addEventListener('keydown', (event) => {
    if (scene === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const { selected } = scene;
    const known = rows.map((row) => row.function).filter((fn) => fn >= 0);
    const line = lineAfterKey(event.key, known.indexOf(selected), known.length, list.page());
    if (event.key === 'Enter' && selected >= 0) actions.openSource(selected);
    else if (line !== undefined && known.length > 0) choose(at(known, line));
    else return;
    event.preventDefault();
  });

  function choose(fn: number): void {
    actions.select(fn);
    reveal();
  }

  function drawHeader({ metric }: DiffChoice): void {
    const title = metric === 'self' ? 'Self' : 'Total';
    const titles = {
      before: `${title} Before`,
      after: `${title} After`,
      delta: 'Change',
      name: 'Function',
      file: 'File',
    };
    const cells = columns.map((column) =>
      element('th', { scope: 'col', class: isNumber(column) ? 'weight' : '' }, titles[column]),
    );
    header.replaceChildren(element('tr', { 'aria-rowindex': 1 }, ...cells));
  }

  function drawRow(drawn: Scene, diff: DiffContent, row: DiffRow, line: number): HTMLElement {
    const { metric } = drawn.diffChoice;
    const fn = row.function;
    const selected = fn >= 0 && fn === drawn.selected;
    const significant = row.significant[metric];
    const delta = row.delta[metric];
    const side = (times: DiffRow['before']): string =>
      diff.normalized ? formatShare(times[`${metric}Share`]) : formatWeight(times[metric], drawn.session.unit);
    const amount = diff.normalized ? formatShare(Math.abs(delta)) : formatWeight(Math.abs(delta), drawn.session.unit);
    const change = `${delta > 0 ? '+' : '−'}${amount} ${changeMark(significant ? delta : 0)}`;
    const cells = [side(row.before), side(row.after), change].map((text) =>
      element('td', { class: 'weight', role: 'gridcell' }, text),
    );
    const attributes = {
      class: `${selected ? 'selected' : ''} ${significant ? '' : 'within-noise'}`,
      'aria-rowindex': line + 2,
      'aria-selected': String(selected),
    };
    if (fn < 0) {
      const place = formatPlace(row.file, row.line);
      const name = element('td', {}, element('bdi', { class: 'function-name' }, row.name), ' (gone)');
      return element('tr', attributes, ...cells, name, element('td', {}, element('bdi', { class: 'file' }, place)));
    }
    return element(
      'tr',
      {
        ...attributes,
        id: `changed-${fn}`,
        ...functionEvents(fn, choose, actions),
      },
      ...cells,
      element('td', {}, functionLabel(drawn, fn)),
      element('td', {}, fileLabel(drawn, fn)),
    );
  }

  function draw(): void {
    if (scene?.diff === undefined) return;
    const [drawn, diff] = [scene, scene.diff];
    table.setAttribute('aria-rowcount', String(rows.length + 1));
    list.show(rows.length, (line) => drawRow(drawn, diff, at(rows, line), line));
    setActiveLine(table, `changed-${drawn.selected}`);
  }

  function reveal(): void {
    if (scene === undefined || scene.selected < 0) return;
    const { selected } = scene;
    const line = rows.findIndex((row) => row.function === selected);
    if (line >= 0) list.reveal(line);
    setActiveLine(table, `changed-${selected}`);
  }

  function show(next: Scene): void {
    const sameRows = scene?.diff === next.diff && scene?.diffChoice === next.diffChoice;
    scene = next;
    if (!sameRows) {
      rows = changed(next.diff?.rows ?? [], next.diffChoice);
      drawHeader(next.diffChoice);
    }
    draw();
  }

  return {
    root: element('div', { class: 'diff-functions' }, scroller),
    open(opened, positions) {
      show(opened);
      scroller.scrollTop = positions['diffFunctions']?.scroll ?? 0;
    },
    show,
    positions: () => ({ diffFunctions: { ...start, scroll: scroller.scrollTop } }),
    reveal,
    restyle: draw,
  };
}

function changed(rows: readonly DiffRow[], { metric }: DiffChoice): DiffRow[] {
  const size = ({ delta }: DiffRow): number => Math.abs(delta[metric]);
  return rows.filter((row) => size(row) > 0).sort((a, b) => size(b) - size(a));
}

function isNumber(column: (typeof columns)[number]): boolean {
  return column !== 'name' && column !== 'file';
}
