import type { Heap } from '../../model/heap.ts';

/** The node that an edge comes from. */
export function edgeSource({ nodes }: Heap, edge: number): number {
  const { firstEdge } = nodes;
  let low = 0;
  let high = firstEdge.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((firstEdge[middle] ?? 0) <= edge) low = middle;
    else high = middle;
  }
  // Nodes without edges share their number with the next one, and the search ends at the last of them.
  return low;
}
