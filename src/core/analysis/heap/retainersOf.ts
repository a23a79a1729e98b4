import { edgeTypeIndex } from '../../model/heap.ts';
import { edgeSource } from './edgeSource.ts';
import type { ExaminedHeap } from './examinedHeap.ts';
import type { PathStep } from './pathToRoot.ts';

/** What holds an object, the nearest to a root first: `edge` of `node` leads to it. */
export function retainersOf({ heap, distance }: ExaminedHeap, node: number): readonly PathStep[] {
  const { target, type } = heap.edges;
  const found: PathStep[] = [];
  // A table of all retainers would be as large as the edges, and is asked about one object at a time.
  for (let edge = 0; edge < target.length; edge++) {
    if (target[edge] === node && type[edge] !== edgeTypeIndex.weak) found.push({ node: edgeSource(heap, edge), edge });
  }
  const far = (step: PathStep): number => (distance[step.node] ?? -1) >>> 0;
  return found.sort((a, b) => far(a) - far(b));
}
