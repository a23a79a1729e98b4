import { at } from '../../src/core/model/at.ts';
import type { HeapList, HeapPage, HeapPageRequest, HeapRow, HeapSort } from '../../src/core/queries/heap/heapList.ts';
import type { HeapPlace } from '../../src/core/queries/heap/heapObjectName.ts';
import { setActiveLine } from '../activeLine.ts';
import { element } from '../element.ts';
import { icon } from '../icon.ts';
import { lineAfterKey } from '../listKeys.ts';
import { createVirtualRows } from '../virtualRows.ts';
import { createHeapBranches, type Branch, type HeapBranches } from './heapBranches.ts';
import { columnClass, type HeapTable } from './heapColumns.ts';
import { createHeapTreeLine } from './heapTreeLine.ts';

export interface HeapTreeActions {
  ask(request: HeapPageRequest): Promise<HeapPage>;
  select(row: HeapRow): void;
  readonly openPlace: (place: HeapPlace) => void;
  /** Absent where the order is fixed. */
  sortBy?(sort: HeapSort): void;
}

export interface HeapTreeContent {
  readonly list: HeapList;
  readonly sort: HeapSort;
  readonly filter: string;
  /** Bytes of the whole heap. */
  readonly whole: number;
}

export interface HeapTree {
  readonly root: HTMLElement;
  /** Shows a list from its beginning; settles when its first rows are there. */
  show(content: HeapTreeContent): Promise<void>;
  /** Opens the first row, the first below it, and so on, so many levels. */
  openFirst(levels: number): Promise<void>;
  clear(): void;
  /** Draws again what is shown, after it was out of sight. */
  readonly redraw: () => void;
}

/** Lists within lists as a tree grid. Rows are asked for when they come into sight. */
export function createHeapTree(
  id: string,
  { label, columns, nameTitle }: Omit<HeapTable, 'list' | 'sort'>,
  actions: HeapTreeActions,
): HeapTree {
  const header = element('div', { class: 'tree-header', role: 'rowgroup' });
  const body = element('div', { class: 'tree-body', role: 'rowgroup' });
  const root = element(
    'div',
    { class: 'tree heap-tree', role: 'treegrid', tabindex: 0, 'aria-label': label },
    header,
    body,
  );
  // A share stands beside the number, with a bar behind both.
  const widths = (of: HeapTable['columns']): string =>
    of.map(({ hasShare }) => (hasShare === true ? '148px' : '92px')).join(' ');
  root.style.setProperty('--columns', widths(columns));
  root.style.setProperty('--narrow-columns', widths(columns.filter(({ isDetail }) => isDetail !== true)));
  const list = createVirtualRows({ scroller: root, header, body, before: element('div'), after: element('div') });
  let shown: { readonly content: HeapTreeContent; readonly branches: HeapBranches } | undefined;
  /** -1: none. */
  let selected = -1;
  /** Of several that are asked for, the last one is shown. */
  let turn = 0;

  root.addEventListener('keydown', (event) => {
    // Keys of the buttons in the header are their own.
    if (event.target !== root || shown === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (obey(event.key, shown.branches)) event.preventDefault();
  });

  /** Keys as the ARIA practices for tree grids have them; false for one that is not ours. */
  function obey(key: string, branches: HeapBranches): boolean {
    const lines = branches.lines();
    const line = lineAfterKey(key, selected, lines.length, list.page());
    if (line !== undefined && lines.length > 0) {
      select(line);
      return true;
    }
    const current = lines[selected];
    if (current === undefined) return false;
    if ('moreOf' in current) {
      if (key !== 'Enter' && key !== ' ') return false;
      more(current.moreOf);
      return true;
    }
    const { branch } = current;
    if (key === 'ArrowRight') {
      if (!branch.isOpen) toggle(branch);
      else if (branch.total > 0) select(selected + 1);
    } else if (key === 'ArrowLeft') {
      if (branch.isOpen) toggle(branch);
      else if (branch.parent !== undefined) select(lineOf(branches, branch.parent));
    } else if (key === 'Enter') {
      if (branch.row.place !== undefined) actions.openPlace(branch.row.place);
      else toggle(branch);
    } else return false;
    return true;
  }

  function select(line: number): void {
    if (shown === undefined) return;
    selected = line;
    draw();
    list.reveal(line);
    setActiveLine(root, `${id}-${line}`);
    const chosen = at(shown.branches.lines(), line);
    if ('branch' in chosen) actions.select(chosen.branch.row);
  }

  /** Does what changes the lines, and keeps the selection where it was. */
  function changing(change: (branches: HeapBranches) => Promise<void>): void {
    if (shown === undefined) return;
    const { branches } = shown;
    void change(branches).then(() => {
      if (shown?.branches === branches) draw();
    });
  }

  function toggle(branch: Branch): void {
    changing(async (branches) => {
      const line = branches.lines()[selected];
      await branches.setOpen(branch, !branch.isOpen);
      selected = line === undefined ? -1 : 'branch' in line ? lineOf(branches, line.branch) : -1;
    });
  }

  function more(of: Branch | undefined): void {
    // The first of the new rows comes to stand where this one was, and so does the selection.
    changing((branches) => branches.more(of));
  }

  function drawHeader({ sort }: HeapTreeContent): void {
    const titles = [
      ...columns.map((each) => ({ title: each.title, column: each.column, kind: columnClass(each) })),
      { title: nameTitle, column: -1, kind: 'tree-name' },
    ];
    const cells = titles.map(({ title, column, kind }) => {
      if (actions.sortBy === undefined) return element('div', { role: 'columnheader', class: kind }, title);
      const current = sort.column === column;
      const onclick = (): void => {
        actions.sortBy?.({ column, descending: current ? !sort.descending : column >= 0 });
        header.querySelector<HTMLElement>(`[data-column='${column}'] button`)?.focus();
      };
      const button = element('button', { type: 'button', class: 'sort', onclick }, title);
      if (current) button.append(icon(sort.descending ? 'chevronDown' : 'chevronUp'));
      const order = current ? (sort.descending ? 'descending' : 'ascending') : 'none';
      return element(
        'div',
        { role: 'columnheader', class: `${kind} sortable`, 'aria-sort': order, 'data-column': column },
        button,
      );
    });
    const place = element('div', { role: 'columnheader', class: 'tree-file' }, 'Source');
    header.replaceChildren(element('div', { class: 'tree-line', role: 'row', 'aria-rowindex': 1 }, ...cells, place));
  }

  function draw(): void {
    if (shown === undefined) return;
    const { branches, content } = shown;
    const lines = branches.lines();
    const drawLine = createHeapTreeLine({ id, columns, whole: content.whole }, (of) => branches.total(of), {
      select,
      toggle,
      more,
      openPlace: actions.openPlace,
    });
    root.setAttribute('aria-rowcount', String(lines.length + 1));
    list.show(lines.length, (line) => drawLine(at(lines, line), line, line === selected));
    setActiveLine(root, `${id}-${selected}`);
  }

  return {
    root,
    async show(content) {
      const branches = createHeapBranches(content.list, (of, start, count) =>
        actions.ask({ list: of, sort: content.sort, filter: of === content.list ? content.filter : '', start, count }),
      );
      const isOther = JSON.stringify(shown?.content.list) !== JSON.stringify(content.list);
      drawHeader(content);
      const mine = ++turn;
      await branches.more(undefined);
      if (mine !== turn) return;
      shown = { content, branches };
      selected = -1;
      if (isOther) root.scrollTop = 0;
      draw();
    },
    async openFirst(levels) {
      if (shown === undefined) return;
      const { branches } = shown;
      let next = branches.top[0];
      for (let level = 0; level < levels && next?.row.below !== undefined; level++) {
        await branches.setOpen(next, true);
        if (shown.branches !== branches) return;
        next = next.children[0];
      }
      draw();
    },
    clear() {
      turn++;
      shown = undefined;
      selected = -1;
      list.show(0, () => element('div'));
      header.replaceChildren();
    },
    redraw: draw,
  };
}

function lineOf(branches: HeapBranches, branch: Branch): number {
  return branches.lines().findIndex((line) => 'branch' in line && line.branch === branch);
}
