import type { DiffContent, SessionView, TabContent } from '../src/protocol.ts';
import type { BoxIndex } from './boxIndex.ts';
import type { Hits } from './search.ts';
import type { DiffChoice, GraphName, Sort } from './uiState.ts';

/** A graph as it is drawn. */
export interface GraphScene {
  readonly graph: GraphName;
  readonly index: BoxIndex;
  /** Absent without a search. */
  readonly hits: Hits | undefined;
  /** The very box that is selected, or -1. */
  readonly row: number;
  /** What the boxes were before, where that is what the graph shows. */
  readonly diff: DiffContent | undefined;
}

/** What a view draws. A new one is handed over whenever any part of it changes. */
export interface Scene extends GraphScene {
  readonly session: SessionView;
  /** What only this tab shows. */
  readonly content: TabContent | undefined;
  /** The upper half of the sandwich; elsewhere there is none. */
  readonly upper: GraphScene | undefined;
  /** Function, or -1. */
  readonly selected: number;
  readonly rootAtBottom: boolean;
  readonly sort: Sort;
  readonly diffChoice: DiffChoice;
  /** Metrics and kinds of pauses. */
  readonly hiddenLanes: readonly string[];
}

/** What a view asks of the page. */
export interface Actions {
  /** A box of a graph, or a function where there is none. */
  select(fn: number, box?: { readonly graph: GraphName; readonly row: number }): void;
  readonly openSource: (fn: number) => void;
  /** What can be done with the selected function, at a place in the window. */
  readonly openMenu: (x: number, y: number) => void;
  sortBy(sort: Sort): void;
  compareBy(choice: DiffChoice): void;
  hideLanes(hidden: readonly string[]): void;
  /** Puts a marker on the timeline of the program, which still runs. */
  readonly mark: () => void;
  /** The view shows another part of its graph. */
  moved(): void;
}
