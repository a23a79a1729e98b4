import type { BoxTable } from './core/analysis/boxTable.ts';
import type { Category } from './core/model/category.ts';
import type { Note } from './core/model/note.ts';
import type { Unit } from './core/model/profile.ts';

/**
 * Every message between the extension and the panel's page. The page asks when it is `ready`, so it may be thrown away
 * and rebuilt at any time; what it gets are whole snapshots, never changes to an earlier one.
 */
export type ToPage =
  | { readonly type: 'session'; readonly session: SessionView }
  /** Answer to `wantTimeline`. */
  | { readonly type: 'timeline'; readonly thread: number; readonly boxes: BoxTable }
  /** The editor's cursor stands in this function. */
  | { readonly type: 'select'; readonly function: number }
  /** No session yet, or the one shown was deleted. */
  | { readonly type: 'empty' }
  | { readonly type: 'progress'; readonly message: string }
  | { readonly type: 'failed'; readonly message: string; readonly hint: string };

export type ToExtension =
  | { readonly type: 'ready' }
  /** Time-ordered boxes are large, so they are laid out when their tab is first opened. */
  | { readonly type: 'wantTimeline'; readonly thread: number }
  | { readonly type: 'filter'; readonly filter: Filter }
  | { readonly type: 'openSource'; readonly function: number }
  | { readonly type: 'export'; readonly format: ExportFormat }
  | { readonly type: 'profileThisFile' }
  | { readonly type: 'copy'; readonly text: string };

export type ExportFormat = 'html' | 'cpuprofile' | 'speedscope' | 'collapsed';

/** What a user took out of every view. */
export interface Filter {
  /** Index into `SessionView.threads`; -1 is all of them. */
  readonly thread: number;
  readonly hidden: readonly Category[];
}

/** All that the page knows of a session, already filtered. */
export interface SessionView {
  readonly id: string;
  /** e.g. `nbody.mjs`. */
  readonly title: string;
  /** e.g. `V8 · 4.2 s · 3,512 samples`. */
  readonly subtitle: string;
  readonly unit: Unit;
  /** Weight of everything that is shown but idle time; what shares are of. */
  readonly total: number;
  readonly functions: FunctionsView;
  /** The left-heavy graph; the call tree shows the same rows. */
  readonly boxes: BoxTable;
  /** Whether samples have times, so that a time-ordered chart exists. */
  readonly timed: boolean;
  readonly threads: readonly string[];
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
