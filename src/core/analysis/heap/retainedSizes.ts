import type { Dominators } from './dominators.ts';

/** Bytes that would be free if an object were: its own and those of all that it dominates. */
export function retainedSizes({ parent, order }: Dominators, shallow: Float64Array): Float64Array {
  const sizes = shallow.slice();
  for (let index = order.length - 1; index > 0; index--) {
    const node = order[index] ?? 0;
    const above = parent[node] ?? 0;
    sizes[above] = (sizes[above] ?? 0) + (sizes[node] ?? 0);
  }
  return sizes;
}
