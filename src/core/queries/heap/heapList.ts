import type { HeapPlace } from './heapObjectName.ts';

/** A list that a view of a heap shows, or that hangs below a row of one. Nodes and classes are those of one read snapshot. */
export type HeapList =
  | { readonly kind: 'classes' }
  | { readonly kind: 'objects'; readonly class: number }
  | { readonly kind: 'fields'; readonly node: number }
  /** What a node alone keeps alive; of the root: all. */
  | { readonly kind: 'dominated'; readonly node: number }
  | { readonly kind: 'retainers'; readonly node: number }
  | { readonly kind: 'strings' }
  | { readonly kind: 'copies'; readonly node: number }
  | { readonly kind: 'detached' }
  /** Classes that have other objects than in the snapshot that it is compared with. */
  | { readonly kind: 'changes' }
  | { readonly kind: 'changed'; readonly class: string };

export interface HeapRow {
  /** How what it is listed below holds it, or is held: `.sessions`, `[12]`; empty elsewhere. */
  readonly edge: string;
  readonly class: string;
  /** Of functions their name, of strings their text, cut; empty for classes. */
  readonly name: string;
  /** V8's; 0 for what is no object. */
  readonly id: number;
  /** What can be selected; -1 for what is no object of this snapshot. */
  readonly node: number;
  /** By column of its view; NaN where it has none. */
  readonly numbers: readonly number[];
  /** Of the constructor or the closure. */
  readonly place?: HeapPlace;
  readonly below?: HeapList;
}

/** Columns of all lists but `strings`, `copies`, `changes` and `changed`. */
export const objectColumns = { count: 0, shallow: 1, retained: 2, distance: 3 } as const;
/** Columns of `strings` and `copies`: bytes of all, and of all but one. */
export const stringColumns = { count: 0, size: 1, wasted: 2 } as const;
/** Columns of `changes` and `changed`. */
export const changeColumns = { added: 0, removed: 1, delta: 2, addedSize: 3, removedSize: 4, sizeDelta: 5 } as const;

/** The name's column is -1. */
export interface HeapSort {
  readonly column: number;
  readonly descending: boolean;
}

export interface HeapPageRequest {
  readonly list: HeapList;
  readonly sort: HeapSort;
  /** What names of classes, or texts of strings, have to contain; of lists that hang below a row, none. */
  readonly filter: string;
  readonly start: number;
  readonly count: number;
}

export interface HeapPage {
  readonly rows: readonly HeapRow[];
  /** Rows of the whole list. */
  readonly total: number;
}
