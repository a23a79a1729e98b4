import type { ExaminedHeap } from './examinedHeap.ts';

/** The objects that a node alone keeps alive directly, the largest retained size first. */
export function dominatedBy({ dominated, retained }: ExaminedHeap, node: number): readonly number[] {
  const children = Array.from(dominated.node.subarray(dominated.first[node], dominated.first[node + 1]));
  return children.sort((a, b) => (retained[b] ?? 0) - (retained[a] ?? 0));
}
