/** What the page itself decides; kept by VS Code while the page is hidden or reloaded. */
export interface UiState {
  readonly version: 4;
  readonly tab: TabName;
  readonly text: string;
  readonly regex: boolean;
  /** Flame (callers below) instead of icicle (callers above). */
  readonly rootAtBottom: boolean;
  /** Whether the call tree begins with the functions that take the time, instead of with the program. */
  readonly bottomUp: boolean;
  readonly sort: Sort;
  readonly diff: DiffChoice;
  /** Metrics and kinds of pauses that the timeline leaves out. */
  readonly hiddenLanes: readonly string[];
  /** What the parts below are of: functions of one session and boxes of one graph mean nothing in another. */
  readonly session: string;
  readonly graph: string;
  readonly selection: Selection;
  readonly positions: Positions;
}

export const tabNames = ['flame', 'timeline', 'sandwich', 'tree', 'functions', 'findings', 'diff'] as const;

export type TabName = (typeof tabNames)[number];

/** All graphs that tabs show. */
export const graphNames = ['flame', 'timeline', 'bottomUp', 'callers', 'callees', 'diff'] as const;

export type GraphName = (typeof graphNames)[number];

export interface Sort {
  readonly column: 'self' | 'total' | 'name' | 'file';
  readonly descending: boolean;
}

/** How two sessions are compared. */
export interface DiffChoice {
  /** Shares, so that runs of different length can be compared; else weights. */
  readonly normalized: boolean;
  /** What the rows are of. */
  readonly metric: 'self' | 'total';
}

/** One for all tabs. */
interface Selection {
  /** -1 where nothing is selected. */
  readonly function: number;
  /** The very box, where it is known. */
  readonly rows: Readonly<Partial<Record<GraphName, number>>>;
  /** The function that the sandwich is about, or -1. */
  readonly sandwich: number;
}

/** By graph or list, where it was left. */
export type Positions = Readonly<Record<string, Position>>;

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

const nothingSelected: Selection = { function: -1, rows: {}, sandwich: -1 };

const initial: UiState = {
  version: 4,
  tab: 'flame',
  text: '',
  regex: false,
  rootAtBottom: false,
  bottomUp: false,
  sort: { column: 'self', descending: true },
  diff: { normalized: true, metric: 'self' },
  hiddenLanes: [],
  session: '',
  graph: '',
  selection: nothingSelected,
  positions: {},
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
  return { ...state, session, graph, selection: { ...nothingSelected, function: kept }, positions: {} };
}
