import { formatCount } from '../src/core/text/formatCount.ts';
import type { BoxTable } from '../src/core/analysis/boxTable.ts';
import type { SessionView } from '../src/protocol.ts';
import { widestBoxOf } from './boxFamily.ts';
import { indexBoxes, type BoxIndex } from './boxIndex.ts';
import { createCallTree } from './callTree.ts';
import { createChart } from './chart.ts';
import type { MatchPlace } from './cycle.ts';
import { describeBox, describeFunction, spokenDescription } from './describeBox.ts';
import { createDetails } from './details.ts';
import { element } from './element.ts';
import { createExportMenu } from './exportMenu.ts';
import { createFunctionsTable } from './functionsTable.ts';
import type { Host } from './host.ts';
import { iconButton } from './iconButton.ts';
import { createLegend } from './legend.ts';
import { createNotesBar } from './notesBar.ts';
import type { Actions, Scene } from './scene.ts';
import { createSearchBox } from './searchBox.ts';
import { createSearchState, searchStatus, type SearchState } from './searchState.ts';
import { createTabs } from './tabs.ts';
import { createThreadPicker } from './threadPicker.ts';
import { timelineCaption, timelineThread } from './timelineCaption.ts';
import { createTooltip } from './tooltip.ts';
import { forGraph, start, type TabName, type UiState } from './uiState.ts';
import type { View } from './view.ts';

export interface SessionPage {
  readonly root: HTMLElement;
  ui(): UiState;
  show(session: SessionView): void;
  showTimeline(thread: number, boxes: BoxTable): void;
  /** The editor asks for a function. */
  select(fn: number): void;
  focusSearch(): void;
  readonly restyle: () => void;
}

/** A session on screen: the views over one selection, and what they have in common. */
export function createSessionPage(host: Host, restored: UiState, saveSoon: () => void): SessionPage {
  let ui = restored;
  let session: SessionView | undefined;
  let flame: BoxIndex | undefined;
  let timeline: BoxIndex | undefined;
  let search: SearchState | undefined;
  let match: MatchPlace | undefined;
  /** What was selected when each tab was left. */
  const seen = new Map<TabName, string>();

  const actions: Actions = {
    select(fn, row) {
      const graph = graphOf(ui.tab);
      select(fn, { flame: -1, timeline: -1, ...(graph === undefined ? {} : { [graph]: row }) });
    },
    openSource(fn) {
      if (session?.functions.openable[fn] === 1) host.postMessage({ type: 'openSource', function: fn });
    },
    sortBy(sort) {
      update({ ...ui, sort });
    },
    moved: saveSoon,
  };
  const setFilter = (filter: SessionView['filter']): void => {
    host.postMessage({ type: 'filter', filter });
  };

  const tooltip = createTooltip();
  const flameChart = createChart({ label: 'Flame graph', timed: false, tooltip, actions });
  const timelineChart = createChart({ label: 'Timeline', timed: true, tooltip, actions });
  const views: Readonly<Record<TabName, View>> = {
    flame: flameChart,
    timeline: timelineChart,
    tree: createCallTree(actions),
    functions: createFunctionsTable(actions),
  };
  const tabs = createTabs(openTab);
  const searchBox = createSearchBox({
    search(query) {
      search = undefined;
      match = undefined;
      update({ ...ui, ...query });
    },
    chooseMatch(step) {
      match = views[ui.tab].chooseMatch(step);
      render();
    },
  });
  const legend = createLegend(setFilter);
  const threads = createThreadPicker(setFilter);
  const notes = createNotesBar();
  const details = createDetails({
    openSource: actions.openSource,
    copy(text) {
      host.postMessage({ type: 'copy', text });
    },
    select(fn, row) {
      actions.select(fn, row);
      views[ui.tab].reveal();
    },
  });
  const flip = iconButton('flip', 'Root at the Bottom', () => {
    update({ ...ui, rootAtBottom: !ui.rootAtBottom });
  });
  const reset = iconButton('resetZoom', 'Reset Zoom (Escape)', () => {
    (ui.tab === 'timeline' ? timelineChart : flameChart).resetZoom();
  });
  const exportMenu = createExportMenu((format) => {
    host.postMessage({ type: 'export', format });
  });

  const title = element('h1', { class: 'title' });
  const subtitle = element('span', { class: 'subtitle' });
  const caption = element('p', { class: 'caption' });
  const announcement = element('div', { class: 'announcement', role: 'status', 'aria-live': 'polite' });
  const root = element(
    'main',
    { class: 'session' },
    element(
      'header',
      { class: 'toolbar' },
      tabs.list,
      searchBox.root,
      element('div', { class: 'actions' }, flip, reset, exportMenu),
    ),
    element(
      'div',
      { class: 'summary' },
      element('div', { class: 'summary-text' }, title, subtitle, threads.root),
      legend.root,
    ),
    notes.root,
    caption,
    ...(Object.keys(views) as TabName[]).map((name) => {
      const panel = tabs.panel(name);
      panel.append(views[name].root);
      return panel;
    }),
    details.root,
    announcement,
    tooltip.root,
  );

  function graphOf(tab: TabName): 'flame' | 'timeline' | undefined {
    return tab === 'functions' ? undefined : tab === 'timeline' ? 'timeline' : 'flame';
  }

  function selectionIn(tab: TabName): string {
    const graph = graphOf(tab);
    return `${ui.selection.function} ${graph === undefined ? '' : ui.selection[graph]}`;
  }

  /** The active view's scene; undefined while its graph is on its way. */
  function scene(): Scene | undefined {
    const index = ui.tab === 'timeline' ? timeline : flame;
    if (session === undefined || index === undefined) return undefined;
    search ??= createSearchState(session, ui);
    const graph = graphOf(ui.tab);
    const row = graph === undefined ? -1 : ui.selection[graph];
    const { rootAtBottom, sort, selection } = ui;
    return { session, index, hits: search.hits(index), selected: selection.function, row, rootAtBottom, sort };
  }

  /** Where only the function is known, the box that shows most of it stands for it. */
  function resolveRow(): void {
    const graph = graphOf(ui.tab);
    const index = graph === 'timeline' ? timeline : flame;
    const { selection } = ui;
    if (graph === undefined || index === undefined || selection.function < 0 || selection[graph] >= 0) return;
    ui = { ...ui, selection: { ...selection, [graph]: widestBoxOf(index.boxes, selection.function) } };
  }

  function update(next: UiState): void {
    ui = next;
    render();
    saveSoon();
  }

  function select(fn: number, rows: { readonly flame: number; readonly timeline: number }): void {
    ui = { ...ui, selection: { function: fn, ...rows } };
    resolveRow();
    update(ui);
    const drawn = scene();
    if (drawn === undefined) return;
    const description = drawn.row < 0 ? describeFunction(drawn.session, fn) : describeBox(drawn, drawn.row);
    announcement.textContent = spokenDescription(description);
  }

  function openTab(tab: TabName): void {
    if (tab === ui.tab) return;
    seen.set(ui.tab, selectionIn(ui.tab));
    ui = { ...rememberPosition(), tab };
    match = undefined;
    open();
    // What was selected elsewhere is what one wants to see here; else the view stays where it was left.
    if (seen.get(tab) !== selectionIn(tab)) views[tab].reveal();
    saveSoon();
  }

  function rememberPosition(): UiState {
    // What is out of sight has no position; it was remembered before.
    if (session === undefined || root.hidden) return ui;
    return { ...ui, positions: { ...ui.positions, [ui.tab]: views[ui.tab].position() } };
  }

  /** Shows the active view with a graph or at a place that it did not have. */
  function open(): void {
    if (session === undefined) return;
    if (ui.tab === 'timeline' && timeline === undefined) {
      host.postMessage({ type: 'wantTimeline', thread: timelineThread(session) });
    }
    tabs.show(ui.tab, session.timed);
    resolveRow();
    const drawn = scene();
    if (drawn !== undefined) views[ui.tab].open(drawn, ui.positions[ui.tab]);
    render();
  }

  function render(): void {
    const drawn = scene();
    if (session === undefined) return;
    const isChart = ui.tab === 'flame' || ui.tab === 'timeline';
    flip.hidden = ui.tab !== 'flame';
    flip.setAttribute('aria-pressed', String(ui.rootAtBottom));
    reset.hidden = !isChart;
    caption.textContent =
      ui.tab !== 'timeline' ? '' : drawn === undefined ? 'Putting samples in order of time…' : timelineCaption(session);
    tabs.panel(ui.tab).setAttribute('aria-busy', String(drawn === undefined));
    const place = match === undefined ? '' : `${formatCount(match.place)} of ${formatCount(match.of)}`;
    searchBox.show(ui, searchStatus(session, drawn?.hits, place), search?.invalid ?? '');
    if (drawn === undefined) return;
    views[ui.tab].show(drawn);
    details.show(drawn);
  }

  return {
    root,
    ui: rememberPosition,
    show(next) {
      const graph = JSON.stringify([next.filter, next.boxes.depth.length]);
      ui = forGraph(rememberPosition(), next.id, graph);
      if (ui.selection.function >= next.functions.name.length) ui = forGraph(ui, '', '');
      if (ui.selection.function < 0) ui = { ...ui, selection: { ...ui.selection, function: next.selected } };
      if (ui.tab === 'timeline' && !next.timed) ui = { ...ui, tab: 'flame' };
      session = next;
      flame = indexBoxes(next.boxes);
      timeline = undefined;
      search = undefined;
      match = undefined;
      title.textContent = next.title;
      subtitle.textContent = next.subtitle;
      legend.show(next);
      threads.show(next);
      notes.show(next.notes);
      open();
      // A graph that was never looked at begins with what is selected, in the editor or before a filter.
      if (ui.positions[ui.tab] === start) views[ui.tab].reveal();
      saveSoon();
    },
    showTimeline(thread, boxes) {
      // An answer to a question that was overtaken by another choice of thread.
      if (session === undefined || thread !== timelineThread(session)) return;
      timeline = indexBoxes(boxes);
      if (ui.tab === 'timeline') open();
    },
    select(fn) {
      if (session === undefined || fn < 0 || fn >= session.functions.name.length) return;
      select(fn, { flame: -1, timeline: -1 });
      views[ui.tab].reveal();
    },
    focusSearch: searchBox.focus,
    restyle() {
      views[ui.tab].restyle();
    },
  };
}
