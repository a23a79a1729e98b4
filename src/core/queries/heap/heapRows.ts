import type { HeapRow } from './heapList.ts';

/** Where a list's rows come from: made one at a time, as a list may have millions. */
export interface HeapRows {
  readonly length: number;
  /** Of a column; NaN where the row has none. */
  readonly number: (item: number, column: number) => number;
  /** What it is found and sorted by. */
  readonly text: (item: number) => string;
  readonly row: (item: number) => HeapRow;
}
