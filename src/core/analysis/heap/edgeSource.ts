import { countUpTo } from '../../model/countUpTo.ts';
import type { Heap } from '../../model/heap.ts';

/** The node that an edge comes from. */
export function edgeSource({ nodes }: Heap, edge: number): number {
  // Nodes without edges share their number with the next one: the last of them has the edge.
  return countUpTo(nodes.firstEdge, edge) - 1;
}
