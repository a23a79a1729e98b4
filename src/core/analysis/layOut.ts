import type { BoxTable } from './boxTable.ts';
import { totalsOf } from './nodeTotals.ts';
import type { StackTable } from './stackTree.ts';

/** Boxes for a tree, siblings side by side with the heaviest leftmost. What weighs nothing has none. */
export function layOut(stacks: StackTable): BoxTable {
  return layOutRows(stacks).boxes;
}

/** The same, with the index in the table of each row. */
export function layOutRows({ parent, function: fn, self }: StackTable): { boxes: BoxTable; ids: Uint32Array } {
  const total = totalsOf(parent, self);
  const { children, firstChild } = childrenByWeight(parent, total);
  const length = children.length;
  const boxes: BoxTable = {
    function: new Uint32Array(length),
    depth: new Uint32Array(length),
    parent: new Int32Array(length),
    start: new Float64Array(length),
    width: new Float64Array(length),
    self: new Float64Array(length),
  };
  const ids = new Uint32Array(length);
  const rows = new Int32Array(parent.length);
  // By row + 1, 0 being what the roots stand on: where its next child starts.
  const nextStart = new Float64Array(length + 1);
  const stack = new Int32Array(length);
  let height = 0;
  const pushChildren = (id: number): void => {
    const from = firstChild[id + 1] ?? 0;
    for (let place = (firstChild[id + 2] ?? 0) - 1; place >= from; place--) stack[height++] = children[place] ?? 0;
  };
  pushChildren(-1);
  for (let row = 0; height > 0; row++) {
    const id = stack[--height] ?? 0;
    const up = parent[id] ?? -1;
    const parentRow = up < 0 ? -1 : (rows[up] ?? -1);
    const start = nextStart[parentRow + 1] ?? 0;
    const width = total[id] ?? 0;
    nextStart[parentRow + 1] = start + width;
    nextStart[row + 1] = start;
    rows[id] = row;
    ids[row] = id;
    boxes.function[row] = fn[id] ?? 0;
    boxes.depth[row] = parentRow < 0 ? 0 : (boxes.depth[parentRow] ?? 0) + 1;
    boxes.parent[row] = parentRow;
    boxes.start[row] = start;
    boxes.width[row] = width;
    boxes.self[row] = self[id] ?? 0;
    pushChildren(id);
  }
  return { boxes, ids };
}

/** Ids with weight, by parent and then the heaviest first; the children of `id` begin at `firstChild[id + 1]`. */
function childrenByWeight(parent: Int32Array, total: Float64Array) {
  const firstChild = firstChildren(parent, total);
  const children = new Int32Array(firstChild.at(-1) ?? 0);
  const filled = firstChild.slice();
  for (let id = 0; id < parent.length; id++) {
    if (!((total[id] ?? 0) > 0)) continue;
    const up = (parent[id] ?? -1) + 1;
    const place = filled[up] ?? 0;
    children[place] = id;
    filled[up] = place + 1;
  }
  sortSiblings(children, firstChild, total);
  return { children, firstChild };
}

function firstChildren(parent: Int32Array, total: Float64Array): Int32Array {
  const firstChild = new Int32Array(parent.length + 2);
  for (let id = 0; id < parent.length; id++) {
    const next = (parent[id] ?? -1) + 2;
    if ((total[id] ?? 0) > 0) firstChild[next] = (firstChild[next] ?? 0) + 1;
  }
  let sum = 0;
  return firstChild.map((count) => (sum += count));
}

function sortSiblings(children: Int32Array, firstChild: Int32Array, total: Float64Array): void {
  const byWeight = (a: number, b: number): number => (total[b] ?? 0) - (total[a] ?? 0) || a - b;
  for (let up = 0; up + 1 < firstChild.length; up++) {
    const from = firstChild[up] ?? 0;
    const to = firstChild[up + 1] ?? 0;
    if (to - from < 2) continue;
    // Most nodes have few children: a sort of the runtime's costs more than all of its comparisons.
    if (to - from > 8) children.subarray(from, to).sort(byWeight);
    else insertionSort(children, from, to, byWeight);
  }
}

function insertionSort(rows: Int32Array, from: number, to: number, compare: (a: number, b: number) => number): void {
  for (let next = from + 1; next < to; next++) {
    const row = rows[next] ?? 0;
    let place = next;
    for (; place > from && compare(rows[place - 1] ?? 0, row) > 0; place--) rows[place] = rows[place - 1] ?? 0;
    rows[place] = row;
  }
}
