import type { Heap } from '../../model/heap.ts';

export interface Dominators {
  /** The last object on every way from the root to a node; the root is its own. */
  readonly parent: Uint32Array;
  /** All nodes; each comes after its dominator. */
  readonly order: Uint32Array;
}

/**
 * Dominators by Lengauer and Tarjan (1979), https://doi.org/10.1145/357062.357071, with path compression. Nodes are numbered
 * from 1 in the order of a depth-first search, and all columns but `parent` are by that number. What cannot be reached from the
 * root hangs on it.
 */
export function dominators(heap: Heap, isEssential: Uint8Array): Dominators {
  const tree = searchDepthFirst(heap, isEssential);
  const { node, parent } = tree;
  const { first, source } = predecessorsOf(heap, isEssential, tree);
  const count = node.length;
  const semi = new Uint32Array(count);
  const label = new Uint32Array(count);
  const ancestor = new Uint32Array(count);
  const dominator = new Uint32Array(count);
  const bucket = new Uint32Array(count);
  const nextInBucket = new Uint32Array(count);
  const path = new Uint32Array(count);
  for (let number = 0; number < count; number++) semi[number] = label[number] = number;

  /** The number with the smallest semidominator on the way up from `number`, in the forest so far. */
  const evaluate = (number: number): number => {
    if (ancestor[number] === 0) return number;
    let length = 0;
    let current = number;
    while (ancestor[ancestor[current] ?? 0] !== 0) {
      path[length++] = current;
      current = ancestor[current] ?? 0;
    }
    while (length > 0) {
      const below = path[--length] ?? 0;
      const above = ancestor[below] ?? 0;
      const best = label[above] ?? 0;
      if ((semi[best] ?? 0) < (semi[label[below] ?? 0] ?? 0)) label[below] = best;
      ancestor[below] = ancestor[above] ?? 0;
    }
    return label[number] ?? 0;
  };

  for (let number = count - 1; number >= 2; number--) {
    const from = first[number] ?? 0;
    const to = first[number + 1] ?? 0;
    let least = from === to ? 1 : number;
    for (let index = from; index < to; index++) least = Math.min(least, semi[evaluate(source[index] ?? 0)] ?? 0);
    semi[number] = least;
    nextInBucket[number] = bucket[least] ?? 0;
    bucket[least] = number;
    const above = parent[number] ?? 0;
    ancestor[number] = above;
    for (let waiting = bucket[above] ?? 0; waiting !== 0; waiting = nextInBucket[waiting] ?? 0) {
      const best = evaluate(waiting);
      dominator[waiting] = (semi[best] ?? 0) < (semi[waiting] ?? 0) ? best : above;
    }
    bucket[above] = 0;
  }
  dominator[0] = dominator[1] = 1;
  const byNode = new Uint32Array(count - 1);
  for (let number = 2; number < count; number++) {
    const known = dominator[number] ?? 0;
    if (known !== semi[number]) dominator[number] = dominator[known] ?? 0;
    byNode[node[number] ?? 0] = node[dominator[number] ?? 0] ?? 0;
  }
  return { parent: byNode, order: node.subarray(1) };
}

interface SearchTree {
  /** By number; 0 is none. */
  readonly node: Uint32Array;
  /** By number. */
  readonly parent: Uint32Array;
  /** By node. */
  readonly number: Uint32Array;
}

function searchDepthFirst({ nodes, edges }: Heap, isEssential: Uint8Array): SearchTree {
  const { firstEdge } = nodes;
  const { target } = edges;
  const count = nodes.type.length;
  const number = new Uint32Array(count);
  const node = new Uint32Array(count + 1);
  const parent = new Uint32Array(count + 1);
  const next = firstEdge.slice(0, count);
  let last = 0;
  const visit = (at: number, above: number): void => {
    number[at] = ++last;
    node[last] = at;
    parent[last] = above;
  };
  const search = (start: number): void => {
    visit(start, last === 0 ? 0 : 1);
    const bottom = last;
    let current = last;
    while (current >= bottom) {
      const at = node[current] ?? 0;
      const end = firstEdge[at + 1] ?? 0;
      let edge = next[at] ?? 0;
      while (edge < end && (isEssential[edge] === 0 || number[target[edge] ?? 0] !== 0)) edge++;
      next[at] = edge;
      if (edge < end) {
        visit(target[edge] ?? 0, current);
        current = last;
      } else current = parent[current] ?? 0;
    }
  };
  search(0);
  if (last < count) {
    const isHeld = new Uint8Array(count);
    for (let edge = 0; edge < target.length; edge++) if (isEssential[edge] === 1) isHeld[target[edge] ?? 0] = 1;
    for (let at = 0; at < count; at++) if (number[at] === 0 && isHeld[at] === 0) search(at);
    // What is left is held by each other alone.
    for (let at = 0; at < count; at++) if (number[at] === 0) visit(at, 1);
  }
  return { node, parent, number };
}

interface Predecessors {
  /** By number, one entry more. */
  readonly first: Uint32Array;
  /** Numbers. */
  readonly source: Uint32Array;
}

function predecessorsOf({ nodes, edges }: Heap, isEssential: Uint8Array, { number }: SearchTree): Predecessors {
  const { target } = edges;
  const first = new Uint32Array(nodes.type.length + 2);
  let total = 0;
  for (let edge = 0; edge < target.length; edge++) {
    if (isEssential[edge] === 0) continue;
    const to = number[target[edge] ?? 0] ?? 0;
    first[to] = (first[to] ?? 0) + 1;
    total++;
  }
  let sum = 0;
  for (let index = 0; index < first.length; index++) {
    sum += first[index] ?? 0;
    first[index] = sum;
  }
  const source = new Uint32Array(total);
  for (let node = 0; node < nodes.type.length; node++) {
    const from = number[node] ?? 0;
    for (let edge = nodes.firstEdge[node] ?? 0; edge < (nodes.firstEdge[node + 1] ?? 0); edge++) {
      if (isEssential[edge] === 0) continue;
      const to = number[target[edge] ?? 0] ?? 0;
      const place = (first[to] ?? 0) - 1;
      first[to] = place;
      source[place] = from;
    }
  }
  return { first, source };
}
