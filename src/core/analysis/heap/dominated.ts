import type { Dominators } from './dominators.ts';

export interface Dominated {
  /** By node, one entry more. */
  readonly first: Uint32Array;
  readonly node: Uint32Array;
}

/** What each object dominates directly. */
export function dominated({ parent, order }: Dominators): Dominated {
  const first = new Uint32Array(parent.length + 1);
  for (let index = 1; index < order.length; index++) {
    const above = parent[order[index] ?? 0] ?? 0;
    first[above] = (first[above] ?? 0) + 1;
  }
  let sum = 0;
  for (let node = 0; node < first.length; node++) {
    sum += first[node] ?? 0;
    first[node] = sum;
  }
  const node = new Uint32Array(Math.max(0, order.length - 1));
  for (let index = order.length - 1; index > 0; index--) {
    const below = order[index] ?? 0;
    const above = parent[below] ?? 0;
    const place = (first[above] ?? 0) - 1;
    first[above] = place;
    node[place] = below;
  }
  return { first, node };
}
