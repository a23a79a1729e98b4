import { edgeTypeIndex, nodeTypeIndex, type Heap } from '../../model/heap.ts';
import { userRoots } from './userRoots.ts';

const nobody = 0xffffffff;
const several = 0xfffffffe;

/**
 * Bytes of each object together with V8's own objects that only it holds, such as the table of a Map, which then count
 * nothing: the shallow sizes of Chrome DevTools.
 */
export function shallowSizes(heap: Heap): Float64Array {
  const { nodes, edges, strings } = heap;
  const { type, name, firstEdge } = nodes;
  const sizes = nodes.selfSize.slice();
  // A snapshot that exposes V8's internals has none, and is about them.
  if (userRoots(heap).length === 0) return sizes;
  const external = strings.find('system / ExternalStringData');
  const owner = new Uint32Array(sizes.length);
  // A node is pushed when it gets an owner and when it gets several.
  const open = new Uint32Array(2 * sizes.length);
  let length = 0;
  for (let node = 0; node < sizes.length; node++) {
    const kind = type[node];
    const isOwned =
      kind === nodeTypeIndex.hidden ||
      kind === nodeTypeIndex.array ||
      (kind === nodeTypeIndex.native && name[node] === external);
    owner[node] = isOwned ? nobody : node;
    if (!isOwned) open[length++] = node;
  }
  while (length > 0) {
    const node = open[--length] ?? 0;
    const own = owner[node] ?? nobody;
    for (let edge = firstEdge[node] ?? 0; edge < (firstEdge[node + 1] ?? 0); edge++) {
      if (edges.type[edge] === edgeTypeIndex.weak) continue;
      const target = edges.target[edge] ?? 0;
      const known = owner[target] ?? nobody;
      if (known === target || known === own || known === several) continue;
      owner[target] = known === nobody ? own : several;
      open[length++] = target;
    }
  }
  for (let node = 0; node < sizes.length; node++) {
    const own = owner[node] ?? nobody;
    if (own >= several || own === node || own === 0 || type[own] === nodeTypeIndex.synthetic) continue;
    sizes[own] = (sizes[own] ?? 0) + (sizes[node] ?? 0);
    sizes[node] = 0;
  }
  return sizes;
}
