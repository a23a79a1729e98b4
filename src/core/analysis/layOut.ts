import { at } from '../model/at.ts';
import type { BoxTable } from './boxTable.ts';
import type { StackTree } from './stackTree.ts';

/** Boxes for a tree, siblings side by side with the heaviest leftmost. What weighs nothing has none. */
export function layOut(tree: StackTree): BoxTable {
  return layOutRows(tree).boxes;
}

/** The same, with the tree's id of each row. */
export function layOutRows({ parent, function: fn, self }: StackTree): { boxes: BoxTable; ids: Uint32Array } {
  const total = totalsOf(parent, self);
  // Nodes by parent, heaviest first: one sort gives every list of siblings in its order.
  const order = Array.from(parent.keys())
    .filter((id) => at(total, id) > 0)
    .sort((a, b) => at(parent, a) - at(parent, b) || at(total, b) - at(total, a) || a - b);
  const firstChild = new Int32Array(parent.length + 1).fill(-1);
  for (let place = order.length - 1; place >= 0; place--) firstChild[at(parent, at(order, place)) + 1] = place;

  const boxes: BoxTable = {
    function: new Uint32Array(order.length),
    depth: new Uint32Array(order.length),
    parent: new Int32Array(order.length),
    start: new Float64Array(order.length),
    width: new Float64Array(order.length),
    self: new Float64Array(order.length),
  };
  const ids = new Uint32Array(order.length);
  let row = 0;
  const stack: { place: number; up: number; start: number; parentRow: number; depth: number }[] = [];
  const push = (place: number, up: number, start: number, parentRow: number, depth: number): void => {
    const id = order[place];
    if (id !== undefined && at(parent, id) === up) stack.push({ place, up, start, parentRow, depth });
  };
  push(at(firstChild, 0), -1, 0, -1, 0);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const id = at(order, next.place);
    ids[row] = id;
    boxes.function[row] = at(fn, id);
    boxes.depth[row] = next.depth;
    boxes.parent[row] = next.parentRow;
    boxes.start[row] = next.start;
    boxes.width[row] = at(total, id);
    boxes.self[row] = at(self, id);
    push(next.place + 1, next.up, next.start + at(total, id), next.parentRow, next.depth);
    push(at(firstChild, id + 1), id, next.start, row, next.depth + 1);
    row++;
  }
  return { boxes, ids };
}

/** Own weight and that of all children, by id. */
export function totalsOf(parent: readonly number[], self: readonly number[]): Float64Array {
  const total = Float64Array.from(self);
  for (let id = parent.length - 1; id >= 0; id--) {
    const up = at(parent, id);
    if (up >= 0) total[up] = at(total, up) + at(total, id);
  }
  return total;
}
