import type { Heap } from '../../model/heap.ts';
import { owners } from './owners.ts';

/**
 * Bytes of each object together with V8's own objects that only it holds, such as the table of a Map, which then count
 * nothing: the shallow sizes of Chrome DevTools.
 */
export function shallowSizes(heap: Heap): Float64Array {
  const sizes = heap.nodes.selfSize.slice();
  for (const [node, own] of owners(heap).entries()) {
    if (own === node) continue;
    sizes[own] = (sizes[own] ?? 0) + (sizes[node] ?? 0);
    sizes[node] = 0;
  }
  return sizes;
}
