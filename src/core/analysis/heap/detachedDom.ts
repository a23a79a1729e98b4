import { nodeTypeIndex } from '../../model/heap.ts';
import type { ExaminedHeap } from './examinedHeap.ts';
import { nodeName } from './names.ts';

/** Parts of a page that are in no document any more but are still held, the largest retained size first. */
export function detachedDom({ heap, domState, retained, distance }: ExaminedHeap): readonly number[] {
  const nodes: number[] = [];
  for (let node = 0; node < domState.length; node++) {
    const isNative = heap.nodes.type[node] === nodeTypeIndex.native;
    if (!isNative || domState[node] !== 2 || (distance[node] ?? -1) < 0) continue;
    // Node marks its own objects so whose JavaScript side may go; they are no page.
    if (!nodeName(heap, node).startsWith('Node / ')) nodes.push(node);
  }
  return nodes.sort((a, b) => (retained[b] ?? 0) - (retained[a] ?? 0));
}
