import { classes } from '../../analysis/heap/classes.ts';
import { domState } from '../../analysis/heap/domState.ts';
import { owners } from '../../analysis/heap/owners.ts';
import { nodeTypeIndex, type Heap } from '../../model/heap.ts';

/** What still lives of what one trace has allocated. Rows of one type are several. */
export interface LiveObject {
  /** Row in `Heap.traces`. */
  readonly trace: number;
  /** Its class or kind; of what only one object holds, that one's. */
  readonly type: string;
  readonly bytes: number;
  /** 0 for what is a part of an object, such as the table of a Map. */
  readonly objects: 0 | 1;
  /** Whether it lies outside of V8's heap, where allocations are not traced: its object was. */
  readonly isOutside: boolean;
}

/** All objects that are known to have been allocated by a trace. */
export function* liveObjects(heap: Heap): Generator<LiveObject> {
  const { nodes, traces } = heap;
  const rowOf = new Map<number, number>();
  for (const [row, id] of traces.id.entries()) if (id > 0) rowOf.set(id, row);
  const { of, name } = classes(heap, domState(heap));
  const owner = owners(heap);
  const holder = holdersOfData(heap);
  for (const [node, bytes] of nodes.selfSize.entries()) {
    const held = holder.get(node);
    const trace = rowOf.get(nodes.trace[held ?? node] ?? 0);
    if (trace === undefined || bytes === 0) continue;
    const own = owner[held ?? node] ?? node;
    const type = name[of[own] ?? 0] ?? '';
    yield { trace, type, bytes, objects: own === node ? 1 : 0, isOutside: held !== undefined };
  }
}

/** The ArrayBuffers that memory outside of V8's heap belongs to, by the nodes of that. */
function holdersOfData({ nodes, edges, strings }: Heap): ReadonlyMap<number, number> {
  const holders = new Map<number, number>();
  const data = strings.find('system / JSArrayBufferData');
  if (data < 0) return holders;
  for (let node = 0; node < nodes.type.length; node++) {
    if (nodes.type[node] !== nodeTypeIndex.object) continue;
    for (let edge = nodes.firstEdge[node] ?? 0; edge < (nodes.firstEdge[node + 1] ?? 0); edge++) {
      const target = edges.target[edge] ?? 0;
      if (nodes.type[target] === nodeTypeIndex.native && nodes.name[target] === data) holders.set(target, node);
    }
  }
  return holders;
}
