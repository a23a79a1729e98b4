import type { SessionView } from '../src/protocol.ts';
import type { BoxIndex } from './boxIndex.ts';
import type { Hits } from './search.ts';
import type { Sort } from './uiState.ts';

/** What a view draws. A new one is handed over whenever any part of it changes. */
export interface Scene {
  readonly session: SessionView;
  /** The view's graph: left-heavy, or in time order. */
  readonly index: BoxIndex;
  /** Absent without a search. */
  readonly hits: Hits | undefined;
  /** Function, or -1. */
  readonly selected: number;
  /** The very box, or -1. */
  readonly row: number;
  readonly rootAtBottom: boolean;
  readonly sort: Sort;
}

/** What a view asks of the page. */
export interface Actions {
  /** `row` is of the view's own graph, or -1 where the view shows functions only. */
  select(fn: number, row: number): void;
  readonly openSource: (fn: number) => void;
  sortBy(sort: Sort): void;
  /** The view shows another part of its graph. */
  moved(): void;
}
