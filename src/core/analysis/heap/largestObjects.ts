import { nodeTypeIndex } from '../../model/heap.ts';
import type { ExaminedHeap } from './examinedHeap.ts';

/** The objects of the program that retain the most; V8's own roots retain everything and say nothing. */
export function largestObjects({ heap, retained, distance }: ExaminedHeap, limit: number): readonly number[] {
  const { type } = heap.nodes;
  const shown = new Set<number>([
    nodeTypeIndex.object,
    nodeTypeIndex.closure,
    nodeTypeIndex.string,
    nodeTypeIndex['concatenated string'],
    nodeTypeIndex.regexp,
    nodeTypeIndex.native,
  ]);
  const nodes: number[] = [];
  // Distance 1 are the global objects themselves.
  for (let node = 1; node < type.length; node++)
    if (shown.has(type[node] ?? 0) && (distance[node] ?? 0) > 1) nodes.push(node);
  nodes.sort((a, b) => (retained[b] ?? 0) - (retained[a] ?? 0));
  return limit > 0 ? nodes.slice(0, limit) : nodes;
}
