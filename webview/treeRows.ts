import { at } from '../src/core/model/at.ts';
import { stackOf } from './boxFamily.ts';
import type { BoxIndex } from './boxIndex.ts';

/** Which boxes of a graph are open as a tree, and where each stands among its siblings. */
export interface TreeRows {
  readonly index: BoxIndex;
  /** Box rows in order of the lines on screen. */
  lines(): Uint32Array;
  isOpen(row: number): boolean;
  /** All rows that are open. */
  open(): number[];
  hasChildren(row: number): boolean;
  setOpen(rows: readonly number[], open: boolean): void;
  /** Counted from 1. */
  place(row: number): { readonly position: number; readonly of: number };
}

export function createTreeRows(index: BoxIndex): TreeRows {
  const { boxes, count, end } = index;
  const open = new Uint8Array(count);
  const position = new Uint32Array(count);
  const children = new Uint32Array(count + 1);
  for (let row = 0; row < count; row++) {
    const parent = at(boxes.parent, row) + 1; // The roots' own parent comes first.
    const place = at(children, parent) + 1;
    children[parent] = place;
    position[row] = place;
  }
  let lines: Uint32Array | undefined;

  return {
    index,
    lines() {
      if (lines === undefined) {
        const shown: number[] = [];
        for (let row = 0; row < count; row = open[row] === 1 ? row + 1 : at(end, row)) shown.push(row);
        lines = Uint32Array.from(shown);
      }
      return lines;
    },
    isOpen: (row) => open[row] === 1,
    open: () => Array.from(open.keys()).filter((row) => open[row] === 1),
    hasChildren: (row) => at(end, row) > row + 1,
    setOpen(rows, wanted) {
      for (const row of rows) open[row] = wanted ? 1 : 0;
      lines = undefined;
    },
    place: (row) => ({ position: at(position, row), of: at(children, at(boxes.parent, row) + 1) }),
  };
}

/** The boxes that must be open for `row` to be on a line. */
export function callersOf(index: BoxIndex, row: number): number[] {
  return stackOf(index.boxes, row).slice(1);
}
