import { noEdge } from './distances.ts';
import { edgeSource } from './edgeSource.ts';
import type { ExaminedHeap } from './examinedHeap.ts';

export interface PathStep {
  readonly node: number;
  /** The edge by which the node before holds it; -1 at the root. */
  readonly edge: number;
}

/** The shortest way from a root to an object, the root first. An object that only weak edges lead to is alone in it. */
export function pathToRoot({ heap, via }: ExaminedHeap, node: number): readonly PathStep[] {
  const steps: PathStep[] = [];
  let current = node;
  for (;;) {
    const edge = via[current] ?? noEdge;
    steps.push({ node: current, edge: edge === noEdge ? -1 : edge });
    if (edge === noEdge) return steps.reverse();
    current = edgeSource(heap, edge);
  }
}
