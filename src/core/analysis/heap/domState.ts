import { edgeTypeIndex, nodeTypeIndex, type Heap } from '../../model/heap.ts';

const attached = 1;
const detached = 2;

/**
 * Whether what belongs to a page hangs in its document, by node: 0 unknown, 1 attached, 2 detached. What an attached one leads
 * to is attached, and of the rest what a detached one leads to is detached. Program objects on the way end it: whatever the
 * page's own objects are, they know themselves.
 */
export function domState({ nodes, edges }: Heap): Uint8Array {
  const count = nodes.type.length;
  const state = new Uint8Array(count);
  const visited = new Uint8Array(count);
  const open: Record<typeof attached | typeof detached, number[]> = { [attached]: [], [detached]: [] };
  const visit = (node: number, next: number): void => {
    if (visited[node] === 1) return;
    visited[node] = 1;
    if (nodes.type[node] !== nodeTypeIndex.native || (next !== attached && next !== detached)) return;
    state[node] = next;
    open[next].push(node);
  };
  for (let node = 0; node < count; node++)
    if (nodes.detachedness[node] !== 0) visit(node, nodes.detachedness[node] ?? 0);
  for (const next of [attached, detached] as const) {
    for (let node = open[next].pop(); node !== undefined; node = open[next].pop()) {
      for (let edge = nodes.firstEdge[node] ?? 0; edge < (nodes.firstEdge[node + 1] ?? 0); edge++) {
        const kind = edges.type[edge];
        if (kind !== edgeTypeIndex.hidden && kind !== edgeTypeIndex.weak) visit(edges.target[edge] ?? 0, next);
      }
    }
  }
  return state;
}
