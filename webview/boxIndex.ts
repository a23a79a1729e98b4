import type { BoxTable } from '../src/core/analysis/boxTable.ts';
import { at } from '../src/core/model/at.ts';

/** A box table with what drawing and moving through it need, so that neither ever walks the whole of it. */
export interface BoxIndex {
  readonly boxes: BoxTable;
  readonly count: number;
  /** By row: the row behind the last one of its subtree. */
  readonly end: Uint32Array;
  /** Rows by depth, and within a depth from left to right (and so in order of row too). */
  readonly byDepth: Uint32Array;
  /** Where each depth begins in `byDepth`; one more element than there are depths. */
  readonly depthStart: Uint32Array;
  readonly depths: number;
  /** What the graph spans, in the unit of `boxes.start`. */
  readonly left: number;
  readonly right: number;
}

export function indexBoxes(boxes: BoxTable): BoxIndex {
  const count = boxes.depth.length;
  const end = new Uint32Array(count);
  let depths = 0;
  let left = Infinity;
  let right = -Infinity;
  // Parents come first, so backwards every subtree is complete when its root is reached.
  for (let row = count - 1; row >= 0; row--) {
    if (end[row] === 0) end[row] = row + 1;
    const parent = at(boxes.parent, row);
    if (parent >= 0) end[parent] = Math.max(at(end, parent), at(end, row));
    else {
      left = Math.min(left, at(boxes.start, row));
      right = Math.max(right, at(boxes.start, row) + at(boxes.width, row));
    }
    depths = Math.max(depths, at(boxes.depth, row) + 1);
  }
  const depthStart = new Uint32Array(depths + 1);
  for (const depth of boxes.depth) depthStart[depth + 1] = at(depthStart, depth + 1) + 1;
  for (let depth = 0; depth < depths; depth++) {
    depthStart[depth + 1] = at(depthStart, depth + 1) + at(depthStart, depth);
  }
  const byDepth = new Uint32Array(count);
  const next = depthStart.slice();
  for (let row = 0; row < count; row++) {
    const depth = at(boxes.depth, row);
    const place = at(next, depth);
    byDepth[place] = row;
    next[depth] = place + 1;
  }
  return { boxes, count, end, byDepth, depthStart, depths, left: count > 0 ? left : 0, right: count > 0 ? right : 0 };
}
