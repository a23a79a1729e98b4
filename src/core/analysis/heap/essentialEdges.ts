import { edgeTypeIndex, nodeTypeIndex, type Heap } from '../../model/heap.ts';
import type { WeakMapEntry } from './weakMapEntries.ts';

/**
 * 1 for each edge that keeps its target alive. The program's objects are kept by the program only: that the debugger or V8
 * itself also refers to them says nothing about who should let go of them.
 */
export function essentialEdges(heap: Heap, entries: ReadonlyMap<number, WeakMapEntry>): Uint8Array {
  const { nodes, edges } = heap;
  const { type, name, target } = edges;
  const owned = ownedByProgram(heap);
  const essential = new Uint8Array(type.length);
  const { weak, shortcut, internal } = edgeTypeIndex;
  for (let node = 0; node < nodes.type.length; node++) {
    for (let edge = nodes.firstEdge[node] ?? 0; edge < (nodes.firstEdge[node + 1] ?? 0); edge++) {
      const kind = type[edge];
      const to = target[edge] ?? 0;
      if (kind === weak || to === node) continue;
      // Only from the root do shortcuts mean something: the global objects.
      if (node !== 0 && (kind === shortcut || (owned[to] === 1 && owned[node] === 0))) continue;
      // The value of a WeakMap is kept by its key and the table together; the key says more.
      if (kind === internal && entries.get(name[edge] ?? 0)?.table === nodes.id[node]) continue;
      essential[edge] = 1;
    }
  }
  return essential;
}

/** 1 for each node that can be reached from a global object or a document. */
function ownedByProgram({ nodes, edges, strings }: Heap): Uint8Array {
  const owned = new Uint8Array(nodes.type.length);
  const open = new Uint32Array(nodes.type.length);
  const documents = strings.find('(Document DOM trees)');
  let length = 0;
  const visit = (node: number): void => {
    if (owned[node] === 1) return;
    owned[node] = 1;
    open[length++] = node;
  };
  for (let edge = 0; edge < (nodes.firstEdge[1] ?? 0); edge++) {
    const node = edges.target[edge] ?? 0;
    const isDocuments = nodes.type[node] === nodeTypeIndex.synthetic && nodes.name[node] === documents;
    const kind = edges.type[edge];
    if (kind === edgeTypeIndex.shortcut || (kind === edgeTypeIndex.element && isDocuments)) visit(node);
  }
  while (length > 0) {
    const node = open[--length] ?? 0;
    for (let edge = nodes.firstEdge[node] ?? 0; edge < (nodes.firstEdge[node + 1] ?? 0); edge++)
      if (edges.type[edge] !== edgeTypeIndex.weak) visit(edges.target[edge] ?? 0);
  }
  return owned;
}
