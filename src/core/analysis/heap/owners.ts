import { edgeTypeIndex, nodeTypeIndex, type Heap } from '../../model/heap.ts';
import { userRoots } from './userRoots.ts';

const nobody = 0xffffffff;
const several = 0xfffffffe;

/**
 * By node: the object that it belongs to. V8's own objects that only one object holds, such as the table of a Map, are that
 * one's; everything else is its own. The rules are those of Chrome DevTools.
 */
export function owners(heap: Heap): Uint32Array {
  const { nodes, edges, strings } = heap;
  const { type, name, firstEdge } = nodes;
  const owner = Uint32Array.from(type.keys());
  // A snapshot that exposes V8's internals has none, and is about them.
  if (userRoots(heap).length === 0) return owner;
  const external = strings.find('system / ExternalStringData');
  // A node is pushed when it gets an owner and when it gets several.
  const open = new Uint32Array(2 * owner.length);
  let length = 0;
  for (let node = 0; node < owner.length; node++) {
    const kind = type[node];
    const isOwned =
      kind === nodeTypeIndex.hidden ||
      kind === nodeTypeIndex.array ||
      (kind === nodeTypeIndex.native && name[node] === external);
    if (isOwned) owner[node] = nobody;
    else open[length++] = node;
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
  for (let node = 0; node < owner.length; node++) {
    const own = owner[node] ?? nobody;
    if (own >= several || own === 0 || type[own] === nodeTypeIndex.synthetic) owner[node] = node;
  }
  return owner;
}
