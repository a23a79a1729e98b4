/** What the page itself decides; kept by VS Code while the page is hidden or reloaded. */
export interface UiState {
  readonly version: 1;
  readonly tab: TabName;
  readonly text: string;
  readonly regex: boolean;
  /** Flame (callers below) instead of icicle (callers above). */
  readonly rootAtBottom: boolean;
  readonly sort: Sort;
  /** What the parts below are of: functions of one session and boxes of one graph mean nothing in another. */
  readonly session: string;
  readonly graph: string;
  readonly selection: Selection;
  readonly positions: Readonly<Record<TabName, Position>>;
}

export const tabNames = ['flame', 'timeline', 'tree', 'functions'] as const;

export type TabName = (typeof tabNames)[number];

export interface Sort {
  readonly column: 'self' | 'total' | 'name' | 'file';
  readonly descending: boolean;
}

/** One for all tabs; -1 where nothing is selected or the very box is not known. */
interface Selection {
  readonly function: number;
  /** Box of the left-heavy graph, which is the call tree too. */
  readonly flame: number;
  readonly timeline: number;
}

/** What a view shows of its graph: a chart the range from `left` to `right`, chosen by zooming to the box `focus` (-1: none). */
export interface Position {
  readonly left: number;
  readonly right: number;
  readonly focus: number;
  /** Of charts and lists alike, px. */
  readonly scroll: number;
}

/** An empty range stands for the whole graph. */
export const start: Position = { left: 0, right: 0, focus: -1, scroll: 0 };

const nothingSelected: Selection = { function: -1, flame: -1, timeline: -1 };

const initial: UiState = {
  version: 1,
  tab: 'flame',
  text: '',
  regex: false,
  rootAtBottom: false,
  sort: { column: 'self', descending: true },
  session: '',
  graph: '',
  selection: nothingSelected,
  positions: { flame: start, timeline: start, tree: start, functions: start },
};

/** What an earlier page saved, if it was one that wrote the same shape. */
export function restoreUiState(saved: unknown): UiState {
  const known = typeof saved === 'object' && saved !== null && 'version' in saved && saved.version === initial.version;
  return known ? (saved as UiState) : initial;
}

/** The state for a session's graph: of another graph's only the function stays, and only within the session. */
export function forGraph(state: UiState, session: string, graph: string): UiState {
  if (state.session === session && state.graph === graph) return state;
  const kept = state.session === session ? state.selection.function : -1;
  const selection = { ...nothingSelected, function: kept };
  return { ...state, session, graph, selection, positions: initial.positions };
}
