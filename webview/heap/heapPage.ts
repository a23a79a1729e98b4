import type { HeapDetails } from '../../src/core/queries/heap/heapDetails.ts';
import type { HeapPage as Rows, HeapPageRequest, HeapRow, HeapSort } from '../../src/core/queries/heap/heapList.ts';
import { formatBytes } from '../../src/core/text/formatBytes.ts';
import { formatCount } from '../../src/core/text/formatCount.ts';
import type { FromHeapPage, HeapView } from '../../src/heapProtocol.ts';
import { element } from '../element.ts';
import { createNotesBar } from '../notesBar.ts';
import { createProgressLine } from '../progressLine.ts';
import { createTabList } from '../tabList.ts';
import { heapTables, retainersTable } from './heapColumns.ts';
import { createHeapFilter } from './heapFilter.ts';
import { heapTabs, type HeapState, type HeapTab } from './heapState.ts';
import { createHeapTree, type HeapTree } from './heapTree.ts';
import { createObjectDetails } from './objectDetails.ts';

export interface HeapPage {
  readonly root: HTMLElement;
  state(): HeapState;
  show(heap: HeapView): void;
  showRows(request: number, rows: Rows): void;
  showObject(object: HeapDetails): void;
  focusFilter(): void;
}

const titles: Readonly<Record<HeapTab, string>> = {
  classes: 'Constructors',
  dominators: 'Dominators',
  strings: 'Strings',
  detached: 'Detached',
  compare: 'Compare',
};
/** Levels of retainers that are open at first: further up it is mostly the way that is shown above them. */
const openLevels = 3;

/** A heap snapshot on screen: lists of what it holds, and what holds the selected object. */
export function createHeapPage(
  post: (message: FromHeapPage) => void,
  restored: HeapState,
  saveSoon: () => void,
): HeapPage {
  let state = restored;
  let heap: HeapView | undefined;
  let requests = 0;
  const asked = new Map<number, (rows: Rows) => void>();

  const ask = (page: HeapPageRequest): Promise<Rows> =>
    new Promise((resolve) => {
      const request = ++requests;
      asked.set(request, resolve);
      progress.wait();
      post({ type: 'list', revision: heap?.revision ?? 0, request, page });
    });
  const openPlace = (place: NonNullable<HeapRow['place']>): void => {
    post({ type: 'openPlace', place });
  };
  const select = (node: number): void => {
    if (node < 0 || node === state.selected) return;
    update({ selected: node });
    post({ type: 'details', node });
  };
  const compare = (): void => {
    post({ type: 'compare' });
  };

  const tabs = createTabList(heapTabs, titles, (tab) => {
    update({ tab });
    open();
  });
  const trees = new Map<HeapTab, HeapTree>();
  for (const tab of heapTabs) {
    const tree = createHeapTree(`heap-${tab}`, heapTables[tab], {
      ask,
      select: ({ node }) => {
        select(node);
      },
      openPlace,
      sortBy(sort: HeapSort) {
        update({ sorts: { ...state.sorts, [tab]: sort } });
        open();
      },
    });
    trees.set(tab, tree);
    tabs.panel(tab).append(tree.root);
  }
  const invitation = element(
    'div',
    { class: 'message' },
    element('p', {}, 'Compare with an earlier snapshot of the same process to see what is new and what is gone.'),
    element('button', { type: 'button', class: 'primary', onclick: compare }, 'Choose Snapshot…'),
  );
  tabs.panel('compare').append(invitation);

  const filter = createHeapFilter((text) => {
    update({ filters: { ...state.filters, [state.tab]: text } });
    open();
  });
  const compareButton = element('button', { type: 'button', class: 'secondary', onclick: compare }, 'Compare With…');
  const toolbar = element('div', { class: 'toolbar' }, tabs.list, filter.root, compareButton);
  const progress = createProgressLine();
  const title = element('h1', { class: 'title' });
  const subtitle = element('span', { class: 'subtitle' });
  const summary = element('div', { class: 'summary' }, element('div', { class: 'summary-text' }, title, subtitle));
  const notes = createNotesBar();
  const details = createObjectDetails({ select, openPlace });
  const retainers = createHeapTree('heap-retainers', retainersTable, {
    ask,
    // Whoever looks for what holds an object walks through its holders, and still looks for the same.
    select: () => undefined,
    openPlace,
  });
  const lower = element('div', { class: 'heap-lower' }, details.root, retainers.root);
  const root = element(
    'main',
    { class: 'session' },
    ...[toolbar, progress.root, summary, notes.root],
    ...heapTabs.map((tab) => tabs.panel(tab)),
    lower,
  );

  function update(change: Partial<HeapState>): void {
    state = { ...state, ...change };
    saveSoon();
  }

  /** What each tree shows: a tab that is opened again stays as it was left. */
  const contents = new Map<HeapTab, string>();

  function open(): void {
    if (heap === undefined) return;
    const { tab } = state;
    const table = heapTables[tab];
    const tree = trees.get(tab);
    const hasList = tab !== 'compare' || heap.before !== undefined;
    tabs.show(tab, (name) => name === 'detached' && heap?.detached === 0);
    const text = state.filters[tab] ?? '';
    filter.show(text, hasList ? table.filterLabel : undefined);
    compareButton.hidden = tab !== 'compare' || !hasList;
    invitation.hidden = hasList;
    if (tree === undefined) return;
    tree.root.hidden = !hasList;
    if (!hasList) return;
    const content = {
      ...{ list: table.list, sort: state.sorts[tab] ?? table.sort, filter: text, whole: heap.total },
    };
    const wanted = JSON.stringify([content, heap.revision]);
    if (contents.get(tab) === wanted) {
      tree.redraw();
      return;
    }
    contents.set(tab, wanted);
    void tree.show(content);
  }

  return {
    root,
    state: () => state,
    show(next) {
      // What was sent while the page was loading comes once more when it is ready; its rows are on their way.
      if (next.revision === heap?.revision) return;
      heap = next;
      asked.clear();
      progress.done();
      title.textContent = next.title;
      subtitle.textContent = subtitleOf(next);
      notes.show([...next.notes, ...(next.before?.notes ?? [])]);
      if (state.tab === 'detached' && next.detached === 0) state = { ...state, tab: 'classes' };
      details.show(undefined);
      retainers.root.hidden = true;
      open();
      if (state.selected >= 0) post({ type: 'details', node: state.selected });
    },
    showRows(request, rows) {
      asked.get(request)?.(rows);
      asked.delete(request);
      if (asked.size === 0) progress.done();
    },
    showObject(object) {
      if (heap === undefined) return;
      state = { ...state, selected: object.node };
      details.show(object);
      retainers.root.hidden = false;
      const list = { kind: 'retainers', node: object.node } as const;
      void retainers
        .show({ list, sort: retainersTable.sort, filter: '', whole: heap.total })
        .then(() => retainers.openFirst(openLevels));
    },
    focusFilter: filter.focus,
  };
}

function subtitleOf({ total, objects, references, before }: HeapView): string {
  const size = `${formatBytes(total)} in ${formatCount(objects)} objects with ${formatCount(references)} references`;
  if (before === undefined) return size;
  const change = total - before.total;
  return `${size} · ${change > 0 ? '+' : ''}${formatBytes(change)} since ${before.title}`;
}
