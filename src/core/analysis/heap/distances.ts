import { edgeTypeIndex, nodeTypeIndex, type Heap } from '../../model/heap.ts';
import { userRoots } from './userRoots.ts';
import type { WeakMapEntry } from './weakMapEntries.ts';

/** What only V8 itself reaches is counted from here on. */
export const systemDistance = 100_000_000;
export const noEdge = 0xffffffff;

export interface Distances {
  /** Edges on the shortest way from a global object, which is 1; -1 where there is none. */
  readonly distance: Int32Array;
  /** The last edge on that way; `noEdge` where it begins. */
  readonly via: Uint32Array;
}

/** The shortest ways by which objects are reached, first from the program's roots and then from V8's, not by weak edges. */
export function distances(heap: Heap, entries: ReadonlyMap<number, WeakMapEntry>): Distances {
  const { nodes, edges, strings } = heap;
  const count = nodes.type.length;
  const distance = new Int32Array(count).fill(-1);
  const via = new Uint32Array(count).fill(noEdge);
  const open = new Uint32Array(count);
  const descriptors = strings.find('(map descriptors)');
  const nativeContext = strings.find('system / NativeContext');
  const sloppyMap = strings.find('sloppy_function_map');
  const halfSeen = new Set<string>();

  const leads = (node: number, edge: number): boolean => {
    const kind = edges.type[edge];
    const name = edges.name[edge] ?? 0;
    if (kind === edgeTypeIndex.weak) return false;
    // Maps share their arrays of descriptors, so that not all in them belongs to all: only the keys are sure.
    if (nodes.type[node] === nodeTypeIndex.array && nodes.name[node] === descriptors) {
      const index =
        kind === edgeTypeIndex.element || kind === edgeTypeIndex.hidden ? name : parseInt(strings.text(name), 10);
      return index < 2 || index % 3 !== 1;
    }
    if (nodes.type[node] === nodeTypeIndex.hidden && nodes.name[node] === nativeContext && name === sloppyMap)
      return kind === edgeTypeIndex.element || kind === edgeTypeIndex.hidden;
    if (kind !== edgeTypeIndex.internal) return true;
    // A WeakMap's value is as far as the farther of its key and its table: the edge that is met second.
    const pair = entries.get(name)?.pair;
    if (pair === undefined || halfSeen.delete(pair)) return true;
    halfSeen.add(pair);
    return false;
  };

  const search = (length: number): void => {
    let end = length;
    for (let index = 0; index < end; index++) {
      const node = open[index] ?? 0;
      const below = (distance[node] ?? 0) + 1;
      for (let edge = nodes.firstEdge[node] ?? 0; edge < (nodes.firstEdge[node + 1] ?? 0); edge++) {
        const target = edges.target[edge] ?? 0;
        if (edges.type[edge] === edgeTypeIndex.weak || distance[target] !== -1 || !leads(node, edge)) continue;
        distance[target] = below;
        via[target] = edge;
        open[end++] = target;
      }
    }
  };

  const roots = userRoots(heap);
  for (const [index, root] of roots.entries()) {
    distance[root] = 1;
    open[index] = root;
  }
  search(roots.length);
  distance[0] = roots.length > 0 ? systemDistance : 0;
  open[0] = 0;
  search(1);
  return { distance, via };
}
