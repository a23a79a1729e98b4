import { Int32Column } from '../model/column.ts';
import type { V8Tree } from './v8Tree.ts';

/** Rows of a tree's nodes by their ids, and how they hang together. */
export interface LinkedTree {
  /** Row of the node with an id; -1 when there is none. */
  readonly rowOf: (id: number) => number;
  /** Each node once, parents first. */
  readonly order: Int32Array;
  /** Row of the parent by row; -1 at the root and at what hangs nowhere. */
  readonly parent: Int32Array;
  /** How much of the tree is broken. */
  readonly broken: number;
}

const none = -1;
/** A row whose id is none, or another node's. */
const excluded = -2;

/** Whatever order, gaps, double ids or circles the list of nodes has. */
export function linkTree(tree: V8Tree): LinkedTree {
  const { length } = tree;
  const rows = new RowsById(length);
  const rowOf = (id: number): number => rows.get(id);
  const parent = new Int32Array(length).fill(none);
  let broken = 0;
  for (let row = 0; row < length; row++) {
    if (rows.add(tree.nodes.id[row] ?? NaN, row)) continue;
    parent[row] = excluded;
    broken++;
  }
  const link = (up: number, row: number): void => {
    if (up >= 0 && row >= 0 && up !== row && parent[row] === none) parent[row] = up;
    else broken++;
  };
  for (let row = 0, at = 0; row < length; row++) {
    const end = tree.nodes.childrenEnd[row] ?? 0;
    if (parent[row] === excluded) at = end;
    for (; at < end; at++) link(row, rowOf(tree.children.rows[at] ?? NaN));
  }
  for (let row = 0; row < length; row++) {
    const id = tree.nodes.parent[row] ?? NaN;
    if (Number.isNaN(id) || parent[row] === excluded) continue;
    const up = rowOf(id);
    if (up !== parent[row]) link(up, row);
  }
  const { order, orphans, circles } = asListed(parent) ?? walk(parent);
  return { rowOf, order, parent, broken: broken + Math.max(0, orphans - 1) + circles };
}

/** V8 counts its nodes from 1 on, so most ids are small; any other is possible. */
class RowsById {
  /** Row + 1 by id. */
  private readonly small: Int32Array;
  private readonly large = new Map<number, number>();

  constructor(length: number) {
    this.small = new Int32Array(2 * length + 2);
  }

  get(id: number): number {
    return (id < this.small.length ? (this.small[id] ?? 0) : (this.large.get(id) ?? 0)) - 1;
  }

  /** False when the id is none, or has a row. */
  add(id: number, row: number): boolean {
    if (!Number.isSafeInteger(id) || id < 0 || this.get(id) >= 0) return false;
    if (id < this.small.length) this.small[id] = row + 1;
    else this.large.set(id, row + 1);
    return true;
  }
}

/** The rows as they are listed, where every parent comes before its children, as V8 writes them. */
function asListed(parent: Int32Array) {
  const order = new Int32Array(parent.length);
  let length = 0;
  let orphans = 0;
  for (let row = 0; row < parent.length; row++) {
    const up = parent[row] ?? none;
    if (up > row) return undefined;
    if (up === excluded) continue;
    if (up === none) orphans++;
    order[length++] = row;
  }
  return { order: order.subarray(0, length), orphans, circles: 0 };
}

/** The rows from the roots on. What hangs on itself in a circle is entered somewhere, and cut there. */
function walk(parent: Int32Array) {
  const firstChild = new Int32Array(parent.length).fill(none);
  const nextSibling = new Int32Array(parent.length).fill(none);
  for (let row = parent.length - 1; row >= 0; row--) {
    const up = parent[row] ?? none;
    if (up < 0) continue;
    nextSibling[row] = firstChild[up] ?? none;
    firstChild[up] = row;
  }
  const order = new Int32Column();
  const isVisited = new Uint8Array(parent.length);
  const stack = new Int32Column();
  const visitFrom = (root: number): void => {
    stack.push(root);
    while (stack.length > 0) {
      const row = stack.rows[--stack.length] ?? none;
      if (isVisited[row] === 1) continue;
      isVisited[row] = 1;
      order.push(row);
      for (let child = firstChild[row] ?? none; child >= 0; child = nextSibling[child] ?? none) stack.push(child);
    }
  };
  let orphans = 0;
  let circles = 0;
  for (let row = 0; row < parent.length; row++) {
    if (parent[row] !== none) continue;
    orphans++;
    visitFrom(row);
  }
  for (let row = 0; row < parent.length; row++) {
    if (isVisited[row] === 1 || parent[row] === excluded) continue;
    circles++;
    parent[row] = none;
    visitFrom(row);
  }
  return { order: order.finish(), orphans, circles };
}
