import type { BoxTable } from './core/analysis/boxTable.ts';
import type { ProfileFilter } from './core/analysis/filterProfile.ts';
import type { Category } from './core/model/category.ts';
import type { Note } from './core/model/note.ts';
import type { Unit } from './core/model/profile.ts';
import type { DiffContent, DiffRow } from './core/queries/diffContent.ts';
import type { TabContent, TabRequest } from './core/queries/tabContent.ts';

export type { DiffContent, DiffRow, TabContent, TabRequest };

/**
 * Every message between the extension and the panel's page. The page asks when it is `ready`, so it may be thrown away
 * and rebuilt at any time; what it gets are whole snapshots, never changes to an earlier one.
 */
export type ToPage =
  /** With what the page last wanted, so that a session that is replaced every second never shows two states at once. */
  | { readonly type: 'session'; readonly session: SessionView; readonly content?: TabContent }
  /** Answer to `want`, of the session with this revision. */
  | { readonly type: 'content'; readonly revision: number; readonly content: TabContent }
  /** The editor's cursor stands in this function. */
  | { readonly type: 'select'; readonly function: number }
  /** No session yet, or the one shown was deleted. */
  | { readonly type: 'empty' }
  | { readonly type: 'progress'; readonly message: string }
  | { readonly type: 'failed'; readonly message: string; readonly hint: string };

export type ToExtension =
  | { readonly type: 'ready' }
  /** What the tab in sight needs from now on. */
  | { readonly type: 'want'; readonly content: TabRequest | undefined }
  | { readonly type: 'filter'; readonly filter: Filter }
  | { readonly type: 'openSource'; readonly function: number }
  /** The same for a mere selection: only where an editor stands beside the panel already, so that nothing moves. */
  | { readonly type: 'revealSource'; readonly function: number }
  /** A line of a file as the profile names it. */
  | { readonly type: 'openPlace'; readonly file: string; readonly line: number }
  | { readonly type: 'export'; readonly format: ExportFormat }
  /** What the page drew, as the bytes of a file. */
  | { readonly type: 'saveImage'; readonly format: ImageFormat; readonly bytes: Uint8Array }
  | { readonly type: 'profileThisFile' }
  /** Lets the user choose what the session is compared with. */
  | { readonly type: 'compare' }
  /** Puts a marker on the timeline of the run that is shown live. */
  | { readonly type: 'mark' }
  /** Ends the run that is shown live. */
  | { readonly type: 'stop' }
  | { readonly type: 'copy'; readonly text: string };

export type ExportFormat = 'html' | 'cpuprofile' | 'speedscope' | 'collapsed';

export type ImageFormat = 'png' | 'svg';

/** What a user left in every view, with the query as it was typed. */
export type Filter = Omit<ProfileFilter, 'query'> & { readonly query?: string };

/** All that the page knows of a session, already filtered. */
export interface SessionView {
  /** The same for all that is sent of one session: while a program runs, it is sent again and again. */
  readonly id: string;
  /** Grows with everything that is sent. Functions of one revision may have other numbers in the next. */
  readonly revision: number;
  /** Whether the program still runs. */
  readonly live: boolean;
  /** e.g. `nbody.mjs`. */
  readonly title: string;
  /** e.g. `V8 · 4.2 s · 3,512 samples`. */
  readonly subtitle: string;
  readonly unit: Unit;
  /** Weight of everything that is shown but idle time; what shares are of. */
  readonly total: number;
  /** What the band of a share is reckoned from; undefined where that is not known. */
  readonly samples: number | undefined;
  /** By index of category: self weight before any of them is hidden. */
  readonly categories: Float64Array;
  readonly functions: FunctionsView;
  /** The left-heavy graph; the call tree shows the same rows. */
  readonly boxes: BoxTable;
  /** Whether samples have times, so that a time-ordered chart exists. */
  readonly timed: boolean;
  /** Whether memory, processor and the like were measured over time. */
  readonly measured: boolean;
  readonly threads: readonly string[];
  /** Name of the session that it is compared with; undefined without one. */
  readonly comparison: string | undefined;
  readonly filter: Filter;
  readonly notes: readonly Note[];
  /** Row of the function that the editor's cursor stands in, or -1. */
  readonly selected: number;
}

/** Columns by function; what `BoxTable.function` indexes. */
export interface FunctionsView {
  readonly name: readonly string[];
  /** As a person reads it: relative to the workspace where it is inside. Untrusted text. */
  readonly file: readonly string[];
  readonly line: Int32Array;
  /** Index into `categories`. */
  readonly category: Uint8Array;
  readonly self: Float64Array;
  readonly total: Float64Array;
  /** Whether `openSource` leads anywhere: 1 or 0. */
  readonly openable: Uint8Array;
}

/** What is shown of a session at first: idle time would dwarf all else in a server. */
export const firstFilter: Filter = { thread: -1, hidden: ['idle'] satisfies Category[] };
