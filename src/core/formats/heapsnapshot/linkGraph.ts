import { edgeTypeIndex, type HeapEdges, type HeapNodes } from '../../model/heap.ts';
import type { RawEdges, RawNodes } from './readGraph.ts';

export interface Linked {
  readonly nodes: HeapNodes;
  readonly edges: HeapEdges;
  /** Edges that lead to no node or have no name. */
  readonly lostEdges: number;
  /** Names of nodes that no string has. */
  readonly lostNames: number;
  /** Whether the nodes name as many edges as there are. */
  readonly isComplete: boolean;
}

interface Sizes {
  /** Numbers that a node has in the file. */
  readonly width: number;
  readonly strings: number;
}

/** Gives each node its edges, and leaves out those that cannot be. Changes the columns in their place, as they are large. */
export function linkGraph(raw: RawNodes, edges: RawEdges, { width, strings }: Sizes): Linked {
  const { edgeCount, ...columns } = raw;
  const count = edgeCount.length;
  const firstEdge = new Uint32Array(count + 1);
  const { type, name, target } = edges;
  const { element, hidden } = edgeTypeIndex;
  let lostNames = 0;
  let from = 0;
  let to = 0;
  let named = 0;
  for (let node = 0; node < count; node++) {
    if ((raw.name[node] ?? 0) >= strings) {
      raw.name[node] = 0;
      lostNames++;
    }
    firstEdge[node] = to;
    named += edgeCount[node] ?? 0;
    const end = Math.min(target.length, from + (edgeCount[node] ?? 0));
    for (; from < end; from++) {
      const place = target[from] ?? 0;
      const kind = type[from] ?? 0;
      const isNumbered = kind === element || kind === hidden;
      if (place % width !== 0 || place / width >= count || (!isNumbered && (name[from] ?? 0) >= strings)) continue;
      target[to] = place / width;
      type[to] = kind;
      name[to] = name[from] ?? 0;
      to++;
    }
  }
  firstEdge[count] = to;
  const whole = to === target.length;
  return {
    nodes: { ...columns, firstEdge },
    edges: whole
      ? { type, name, target }
      : { type: type.slice(0, to), name: name.slice(0, to), target: target.slice(0, to) },
    lostEdges: target.length - to,
    lostNames,
    isComplete: named === target.length,
  };
}
