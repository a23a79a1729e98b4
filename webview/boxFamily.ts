import type { BoxTable } from '../src/core/analysis/boxTable.ts';
import { at } from '../src/core/model/at.ts';
import type { BoxIndex } from './boxIndex.ts';
import { lowerBound } from '../src/core/model/lowerBound.ts';

/** The widest box called by this one, or -1; -1 asks for the widest root. */
export function widestChild(index: BoxIndex, row: number): number {
  const stop = row < 0 ? index.count : at(index.end, row);
  let widest = -1;
  for (let child = row + 1; child < stop; child = at(index.end, child)) {
    if (widest < 0 || at(index.boxes.width, child) > at(index.boxes.width, widest)) widest = child;
  }
  return widest;
}

/** The next (1) or previous (-1) box of the same caller, or -1. */
export function sibling(index: BoxIndex, row: number, step: 1 | -1): number {
  const { boxes, byDepth } = index;
  const depth = at(boxes.depth, row);
  const start = at(index.depthStart, depth);
  const stop = at(index.depthStart, depth + 1);
  const place = lowerBound(start, stop, (i) => at(byDepth, i) >= row) + step;
  if (place < start || place >= stop) return -1;
  const other = at(byDepth, place);
  return at(boxes.parent, other) === at(boxes.parent, row) ? other : -1;
}

/** The box and its callers, from the box down to its root. */
export function stackOf(boxes: BoxTable, row: number): number[] {
  const rows: number[] = [];
  for (let box = row; box >= 0; box = at(boxes.parent, box)) rows.push(box);
  return rows;
}

/** The box that shows most of a function, or -1. */
export function widestBoxOf(boxes: BoxTable, fn: number): number {
  let widest = -1;
  for (let row = 0; row < boxes.function.length; row++) {
    if (boxes.function[row] === fn && (widest < 0 || at(boxes.width, row) > at(boxes.width, widest))) widest = row;
  }
  return widest;
}
