import type { BoxTable } from '../src/core/analysis/boxTable.ts';
import { at } from '../src/core/model/at.ts';
import { functionMap } from '../src/core/model/functionMap.ts';
import type { SessionView, TabContent, TabRequest } from '../src/protocol.ts';
import { widestBoxOf } from './boxFamily.ts';
import { indexBoxes } from './boxIndex.ts';
import { carryPosition, rowMap, type Graph } from './graph.ts';
import type { GraphScene, Scene } from './scene.ts';
import { createSearchState, type SearchState } from './searchState.ts';
import { timelineThread } from './timelineThread.ts';
import { forGraph, type GraphName, type Positions, type TabName, type UiState } from './uiState.ts';

/** They show functions only. */
const withoutBoxes: readonly TabName[] = ['functions', 'findings'];

/** What is on screen as data: a session, its graphs, and what the user chose of them. No elements. */
export class SessionState {
  ui: UiState;
  session: SessionView | undefined;
  private search: SearchState | undefined;
  private content: TabContent | undefined;
  /** Those of earlier states of the session are kept until newer ones come, so that what was chosen of them can be found again. */
  private readonly graphs = new Map<GraphName, Graph>();

  constructor(ui: UiState) {
    this.ui = ui;
  }

  /** Another session, or another state of this one: what was chosen stays chosen as far as it is there. */
  show(next: SessionView, content: TabContent | undefined): void {
    const graph = JSON.stringify([next.filter, next.boxes.depth.length]);
    if (this.session?.id === next.id) {
      this.carryFunctions(this.session, next);
      this.ui = { ...this.ui, graph };
    } else {
      this.graphs.clear();
      this.ui = forGraph(this.ui, next.id, graph);
    }
    this.session = next;
    this.search = undefined;
    this.content = undefined;
    const { selection } = this.ui;
    const known = selection.function >= 0 && selection.function < next.functions.name.length;
    if (!known) this.ui = { ...this.ui, selection: { ...selection, function: next.selected, rows: {} } };
    const gone =
      this.ui.tab === 'timeline'
        ? !next.timed && !next.measured
        : this.ui.tab === 'diff' && next.comparison === undefined;
    if (gone) this.ui = { ...this.ui, tab: 'flame' };
    this.addGraph('flame', next.boxes);
    if (content !== undefined) this.showContent(content);
  }

  /** False where it is not what the tab in sight is waiting for. */
  showContent(content: TabContent): boolean {
    if (!answers(content, this.wanted())) return false;
    this.content = content;
    switch (content.kind) {
      case 'timeline':
      case 'bottomUp':
      case 'diff':
        this.addGraph(content.kind, content.boxes);
        break;
      case 'findings':
        break;
      case 'sandwich':
        this.addGraph('callers', content.callers);
        this.addGraph('callees', content.callees);
        break;
    }
    return true;
  }

  /** What the tab in sight needs beyond the session. */
  wanted(): TabRequest | undefined {
    const { session, ui } = this;
    if (session === undefined) return undefined;
    if (ui.tab === 'timeline') return { kind: 'timeline', thread: timelineThread(session) };
    if (ui.tab === 'tree' && ui.bottomUp) return { kind: 'bottomUp' };
    if (ui.tab === 'sandwich' && ui.selection.sandwich >= 0) {
      return { kind: 'sandwich', function: ui.selection.sandwich };
    }
    if (ui.tab === 'diff') return { kind: 'diff', normalized: ui.diff.normalized };
    return ui.tab === 'findings' ? { kind: 'findings' } : undefined;
  }

  /** What the tab in sight draws; undefined while something of it is on its way or not chosen. */
  scene(): Scene | undefined {
    const { session, ui } = this;
    if (session === undefined) return undefined;
    const [name, upper] = this.graphsInSight();
    const main = this.graphScene(name);
    const above = upper === undefined ? undefined : this.graphScene(upper);
    if (main === undefined || (upper !== undefined && above === undefined)) return undefined;
    const { rootAtBottom, sort, diff: diffChoice, selection, hiddenLanes } = ui;
    if (ui.tab === 'findings' && this.content?.kind !== 'findings') return undefined;
    const row = withoutBoxes.includes(ui.tab) ? -1 : main.row;
    const content = answers(this.content, this.wanted()) ? this.content : undefined;
    const shared = { session, content, selected: selection.function, rootAtBottom, sort, diffChoice, hiddenLanes };
    return { ...shared, ...main, row, upper: above };
  }

  setQuery(query: { readonly text: string; readonly regex: boolean }): void {
    this.search = undefined;
    this.ui = { ...this.ui, ...query };
  }

  /** @returns why the search is none; empty when it is one. */
  invalidQuery(): string {
    return this.searchState()?.invalid ?? '';
  }

  select(fn: number, box?: { readonly graph: GraphName; readonly row: number }): void {
    const rows = box === undefined ? {} : { [box.graph]: box.row };
    this.ui = { ...this.ui, selection: { ...this.ui.selection, function: fn, rows } };
    this.resolveRow();
  }

  /** Where only the function is known, the box that shows most of it stands for it. */
  resolveRow(): void {
    const { selection, tab } = this.ui;
    const [name] = this.graphsInSight();
    const graph = this.fresh(name);
    if (withoutBoxes.includes(tab) || graph === undefined || selection.function < 0) return;
    if (this.graphsInSight().some((each) => (selection.rows[each] ?? -1) >= 0)) return;
    const rows = { ...selection.rows, [name]: widestBoxOf(graph.index.boxes, selection.function) };
    this.ui = { ...this.ui, selection: { ...selection, rows } };
  }

  /** What tells whether a tab was left with the same selection. */
  selectionInSight(): string {
    const { selection } = this.ui;
    return JSON.stringify([selection.function, this.graphsInSight().map((name) => selection.rows[name])]);
  }

  /** The graphs of the tab in sight, the main one first. */
  private graphsInSight(): readonly [GraphName, ...GraphName[]] {
    return graphsOf(this.ui.tab, this.ui.bottomUp);
  }

  private graphScene(name: GraphName): GraphScene | undefined {
    const graph = this.fresh(name);
    if (graph === undefined) return undefined;
    const { index } = graph;
    const row = this.ui.selection.rows[name] ?? -1;
    const diff = name === 'diff' && this.content?.kind === 'diff' ? this.content : undefined;
    return { graph: name, index, hits: this.searchState()?.hits(index), row, diff };
  }

  private fresh(name: GraphName): Graph | undefined {
    const graph = this.graphs.get(name);
    if (graph?.session !== this.session) return undefined;
    // The sandwich of another function is another graph, and so is another diff.
    const asked = name === 'callers' || name === 'callees' || name === 'diff';
    return asked && !answers(this.content, this.wanted()) ? undefined : graph;
  }

  private searchState(): SearchState | undefined {
    if (this.session !== undefined) this.search ??= createSearchState(this.session, this.ui);
    return this.search;
  }

  private addGraph(name: GraphName, boxes: BoxTable): void {
    const { session, ui } = this;
    if (session === undefined) return;
    const before = this.graphs.get(name);
    const graph = { session, index: indexBoxes(boxes) };
    this.graphs.set(name, graph);
    if (before === undefined) return;
    const rowOf = rowMap(before, graph);
    const { [name]: row, ...rows } = ui.selection.rows;
    const newRow = row === undefined ? -1 : rowOf(row);
    const position = ui.positions[name];
    const positions: Positions =
      position === undefined
        ? ui.positions
        : {
            ...ui.positions,
            [name]: carryPosition(position, before, graph, { rowOf, timed: name === 'timeline' }),
          };
    this.ui = {
      ...ui,
      selection: { ...ui.selection, rows: newRow < 0 ? rows : { ...rows, [name]: newRow } },
      positions,
    };
  }

  private carryFunctions(from: SessionView, to: SessionView): void {
    const map = functionMap(from.functions, to.functions);
    const { selection } = this.ui;
    const carried = (fn: number): number => (fn < 0 ? -1 : at(map, fn));
    const [fn, sandwich] = [carried(selection.function), carried(selection.sandwich)];
    this.ui = { ...this.ui, selection: { ...selection, function: fn, sandwich } };
  }
}

function graphsOf(tab: TabName, bottomUp: boolean): readonly [GraphName, ...GraphName[]] {
  switch (tab) {
    case 'timeline':
      return ['timeline'];
    case 'sandwich':
      return ['callees', 'callers'];
    case 'diff':
      return ['diff'];
    case 'tree':
      return [bottomUp ? 'bottomUp' : 'flame'];
    case 'flame':
    case 'functions':
    case 'findings':
      return ['flame'];
  }
}

function answers(content: TabContent | undefined, wanted: TabRequest | undefined): boolean {
  if (content?.kind !== wanted?.kind || content === undefined || wanted === undefined) return false;
  switch (wanted.kind) {
    case 'timeline':
      return content.kind === 'timeline' && content.thread === wanted.thread;
    case 'sandwich':
      return content.kind === 'sandwich' && content.function === wanted.function;
    case 'diff':
      return content.kind === 'diff' && content.normalized === wanted.normalized;
    case 'bottomUp':
    case 'findings':
      return true;
  }
}
