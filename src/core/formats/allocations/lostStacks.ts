import { nodeTypeIndex, type Heap } from '../../model/heap.ts';

/** Bytes of what was made while allocations were tracked, and lives. */
export interface LostStacks {
  readonly live: number;
  /** Those whose stack V8 has forgotten. */
  readonly lost: number;
}

/**
 * How much V8 forgot: that of Chrome 156 loses the stacks of the objects that it moves when it compacts. Numbers of objects
 * grow, and those that were there before have theirs before the first that was traced.
 */
export function lostStacks({ nodes }: Heap): LostStacks {
  let first = Infinity;
  for (const [node, id] of nodes.id.entries()) if ((nodes.trace[node] ?? 0) > 0 && id > 0) first = Math.min(first, id);
  let live = 0;
  let lost = 0;
  for (const [node, id] of nodes.id.entries()) {
    // What is outside of V8's heap is not traced at all.
    if (id < first || nodes.type[node] === nodeTypeIndex.native) continue;
    const size = nodes.selfSize[node] ?? 0;
    live += size;
    if (nodes.trace[node] === 0) lost += size;
  }
  return { live, lost };
}
