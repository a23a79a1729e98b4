import { formatCount } from '../src/core/text/formatCount.ts';
import type { Filter, SessionView, TabContent, ToExtension } from '../src/protocol.ts';
import { captionOf } from './caption.ts';
import { createCallTree } from './callTree.ts';
import { createChart } from './chart.ts';
import type { MatchPlace } from './cycle.ts';
import { describeBox, describeFunction, spokenDescription } from './describeBox.ts';
import { createDetails } from './details.ts';
import { createDiffView } from './diffView.ts';
import { element } from './element.ts';
import { createFilterBar, type ChangeFilter } from './filterBar.ts';
import { createFindingsList } from './findingsList.ts';
import { functionActions } from './functionActions.ts';
import { listenToFunctionKeys } from './functionKeys.ts';
import { createFunctionMenu } from './functionMenu.ts';
import { createFunctionsTable } from './functionsTable.ts';
import type { Host } from './host.ts';
import { imageItems } from './imageItems.ts';
import type { MenuItem } from './menu.ts';
import { createNotesBar } from './notesBar.ts';
import { createProgressLine } from './progressLine.ts';
import { createSandwich } from './sandwich.ts';
import type { Actions, Scene } from './scene.ts';
import { searchStatus } from './searchState.ts';
import { graphOfSelection } from './selectedBox.ts';
import { SessionState } from './sessionState.ts';
import { createSourceReveal } from './sourceReveal.ts';
import { createSummaryBar } from './summaryBar.ts';
import { tableMarkdown } from './tableMarkdown.ts';
import { createTabs } from './tabs.ts';
import { createToolbar } from './toolbar.ts';
import { createTimeline } from './timeline.ts';
import { createTooltip } from './tooltip.ts';
import type { TabName, UiState } from './uiState.ts';
import type { View } from './view.ts';

export interface SessionPage {
  readonly root: HTMLElement;
  ui(): UiState;
  show(session: SessionView, content: TabContent | undefined): void;
  showContent(revision: number, content: TabContent): void;
  /** The editor asks for a function. */
  select(fn: number): void;
  focusSearch(): void;
  readonly restyle: () => void;
}

/** A session on screen: the views over one selection, and what they have in common. */
export function createSessionPage(host: Host, restored: UiState, saveSoon: () => void): SessionPage {
  const state = new SessionState(restored);
  let match: MatchPlace | undefined;
  /** What was asked for last, which may not be here yet. */
  let asked: Filter | undefined;
  let wanted = 'undefined';
  /** What was selected when each tab was left. */
  const seen = new Map<TabName, string>();

  const changeFilter: ChangeFilter = (change) => {
    if (asked === undefined) return;
    asked = change(asked);
    host.postMessage({ type: 'filter', filter: asked });
    progress.wait();
  };
  const post = (message: ToExtension): void => {
    host.postMessage(message);
  };
  const source = createSourceReveal(host);
  const openSource = (fn: number): void => {
    if (state.session?.functions.openable[fn] === 1) source.open(fn);
  };
  const actions: Actions = {
    select(fn, box) {
      // What is on its way may have other numbers.
      if (state.scene() === undefined) return;
      select(fn, box);
      if (state.session?.functions.openable[fn] === 1) source.revealSoon(fn);
    },
    openSource,
    openMenu(x, y) {
      menu.open(itemsOf(state.scene()), x, y);
    },
    sortBy(sort) {
      update({ sort });
    },
    compareBy(diff) {
      remember();
      state.ui = { ...state.ui, diff };
      open();
      saveSoon();
    },
    mark() {
      post({ type: 'mark' });
    },
    hideLanes(hiddenLanes) {
      update({ hiddenLanes });
    },
    moved: saveSoon,
  };

  const tooltip = createTooltip();
  const flame = createChart({ name: 'flame', label: 'Flame graph', tooltip, actions });
  const timeline = createTimeline({ tooltip, actions }, changeFilter);
  const diff = createDiffView({ tooltip, actions });
  const tree = createCallTree(actions);
  const views: Readonly<Record<TabName, View>> = {
    flame,
    timeline,
    sandwich: createSandwich({ tooltip, actions }),
    tree,
    functions: createFunctionsTable(actions),
    findings: createFindingsList(actions, post),
    diff,
  };
  const tabs = createTabs(openTab);
  const toolbar = createToolbar(tabs.list, {
    search(query) {
      match = undefined;
      state.setQuery(query);
      update({});
    },
    chooseMatch(step) {
      match = views[state.ui.tab].chooseMatch(step);
      render();
    },
    flip() {
      update({ rootAtBottom: !state.ui.rootAtBottom });
    },
    turnTree() {
      remember();
      state.ui = { ...state.ui, bottomUp: !state.ui.bottomUp };
      open();
      views.tree.reveal();
    },
    expandHotPath: tree.expandHotPath,
    resetZoom() {
      (state.ui.tab === 'timeline' ? timeline : state.ui.tab === 'diff' ? diff : flame).resetZoom();
    },
    compare() {
      post({ type: 'compare' });
    },
    exportsOfView,
    exportAs: (format) => {
      host.postMessage({ type: 'export', format });
    },
  });
  const summary = createSummaryBar(changeFilter, post);
  const filterBar = createFilterBar(changeFilter);
  const notes = createNotesBar();
  const progress = createProgressLine();
  const menu = createFunctionMenu();
  const details = createDetails({
    openSource,
    copy(text) {
      post({ type: 'copy', text });
    },
    select(fn, box) {
      actions.select(fn, box);
      views[state.ui.tab].reveal();
    },
    openMenu: actions.openMenu,
  });
  const caption = element('p', { class: 'caption' });
  const announcement = element('div', { class: 'announcement', role: 'status', 'aria-live': 'polite' });
  const panels = (Object.keys(views) as TabName[]).map((name) => {
    const panel = tabs.panel(name);
    panel.append(views[name].root);
    return panel;
  });
  const root = element(
    'main',
    { class: 'session' },
    toolbar.root,
    progress.root,
    summary.root,
    filterBar.root,
    notes.root,
    caption,
    ...panels,
    details.root,
    announcement,
    tooltip.root,
    menu.root,
  );
  listenToFunctionKeys(root, { items: () => itemsOf(state.scene()), openMenu: details.openMenu });

  function itemsOf(scene: Scene | undefined): ReturnType<typeof functionActions> {
    return scene === undefined ? [] : functionActions(scene, host, { openSource, showSandwich, changeFilter });
  }

  function exportsOfView(): MenuItem[] {
    const drawn = state.scene();
    if (drawn === undefined) return [];
    const view = views[state.ui.tab];
    const copied = (title: string, text: () => string): MenuItem => ({
      title,
      run: () => {
        post({ type: 'copy', text: text() });
      },
    });
    return [
      ...(view.pictures === undefined ? [] : imageItems(view.pictures, post)),
      ...(view === tree ? [copied('Copy Call Tree as Markdown', tree.markdown)] : []),
      copied('Copy Functions as Markdown', () => tableMarkdown(drawn)),
    ];
  }

  function update(change: Partial<UiState>): void {
    state.ui = { ...state.ui, ...change };
    render();
    saveSoon();
  }

  function select(...selected: Parameters<Actions['select']>): void {
    state.select(...selected);
    update({});
    const drawn = state.scene();
    if (drawn === undefined) return;
    const graph = graphOfSelection(drawn);
    const [fn] = selected;
    const description =
      graph.row < 0 ? describeFunction(drawn.session, fn) : describeBox(drawn.session, graph, graph.row);
    announcement.textContent = spokenDescription(description);
  }

  function showSandwich(fn: number): void {
    const { selection } = state.ui;
    state.ui = { ...state.ui, selection: { ...selection, function: fn, rows: {}, sandwich: fn } };
    if (state.ui.tab === 'sandwich') open();
    else openTab('sandwich');
  }

  function openTab(tab: TabName): void {
    if (tab === state.ui.tab) return;
    seen.set(state.ui.tab, state.selectionInSight());
    remember();
    const { selection } = state.ui;
    const about = tab === 'sandwich' && selection.function >= 0 ? { sandwich: selection.function } : {};
    state.ui = { ...state.ui, tab, selection: { ...selection, ...about } };
    match = undefined;
    open();
    // What was selected elsewhere is what one wants to see here; else the view stays where it was left.
    if (seen.get(tab) !== state.selectionInSight()) views[tab].reveal();
    saveSoon();
  }

  function remember(): void {
    // What is out of sight has no position; it was remembered before.
    if (state.scene() === undefined || root.hidden) return;
    state.ui = { ...state.ui, positions: { ...state.ui.positions, ...views[state.ui.tab].positions() } };
  }

  /** Shows the active view with a graph or at a place that it did not have. */
  function open(): void {
    if (state.session === undefined) return;
    const request = state.wanted();
    if (JSON.stringify(request) !== wanted) post({ type: 'want', content: request });
    wanted = JSON.stringify(request);
    tabs.show(state.ui.tab, state.session);
    state.resolveRow();
    const drawn = state.scene();
    if (drawn === undefined) progress.wait();
    else {
      progress.done();
      views[state.ui.tab].open(drawn, state.ui.positions);
    }
    render();
  }

  function render(): void {
    const drawn = state.scene();
    const { session, ui } = state;
    if (session === undefined) return;
    caption.textContent = captionOf(session, ui, drawn !== undefined);
    tabs.panel(ui.tab).setAttribute('aria-busy', String(drawn === undefined));
    const place = match === undefined ? '' : `${formatCount(match.place)} of ${formatCount(match.of)}`;
    toolbar.show(ui, searchStatus(session, drawn?.hits, place), state.invalidQuery());
    if (drawn === undefined) return;
    views[ui.tab].show(drawn);
    details.show(drawn);
  }

  return {
    root,
    ui() {
      remember();
      return state.ui;
    },
    show(next, content) {
      remember();
      const isNew = state.session?.id !== next.id;
      state.show(next, content);
      asked = next.filter;
      if (isNew) match = undefined;
      summary.show(next);
      filterBar.show(next);
      notes.show(next.notes);
      const unseen = Object.keys(state.ui.positions).length === 0;
      open();
      // A graph that was never looked at begins with what is selected in the editor.
      if (unseen) views[state.ui.tab].reveal();
      saveSoon();
    },
    showContent(revision, content) {
      if (state.session?.revision === revision && state.showContent(content)) open();
    },
    select(fn) {
      if (state.session === undefined || fn < 0 || fn >= state.session.functions.name.length) return;
      if (state.ui.tab === 'sandwich') {
        showSandwich(fn);
        return;
      }
      select(fn);
      views[state.ui.tab].reveal();
    },
    focusSearch: toolbar.focusSearch,
    restyle() {
      views[state.ui.tab].restyle();
    },
  };
}
