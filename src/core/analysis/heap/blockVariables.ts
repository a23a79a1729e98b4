import { edgeTypeIndex, nodeTypeIndex, type Heap } from '../../model/heap.ts';
import { edgeName, nodeName } from './names.ts';

/**
 * The variable of a block that an edge stands for. V8 names those of functions and modules only; of blocks it numbers the
 * values that are objects, and has all variables' names in the block's `scope_info`. So there are several where some of them
 * hold numbers, except between functions that have their own names; and none where the edge is of something else.
 */
export function blockVariables(heap: Heap, context: number, edge: number): readonly string[] {
  const { nodes } = heap;
  if (nodeName(heap, context) !== 'system / Context') return [];
  const info = scopeInfo(heap, context);
  if (info < 0) return [];
  const names = hiddenTargets(heap, info).map(({ target }) => (isString(heap, target) ? nodeName(heap, target) : ''));
  const values = hiddenTargets(heap, context);
  const at = values.findIndex((value) => value.edge === edge);
  const spare = names.length - values.length;
  if (at < 0 || spare < 0) return [];
  // How many variables without objects there are before this one, at least and at most.
  let least = 0;
  let most = spare;
  for (const [index, { target }] of values.entries()) {
    if (nodes.type[target] !== nodeTypeIndex.closure) continue;
    const before = names.indexOf(nodeName(heap, target), index) - index;
    if (before < 0 || before > spare) continue;
    if (index <= at) least = Math.max(least, before);
    if (index >= at) most = Math.min(most, before);
  }
  return names.slice(at + least, at + most + 1);
}

function scopeInfo(heap: Heap, context: number): number {
  const { nodes, edges } = heap;
  for (let edge = nodes.firstEdge[context] ?? 0; edge < (nodes.firstEdge[context + 1] ?? 0); edge++) {
    const isInternal = edges.type[edge] === edgeTypeIndex.internal;
    if (isInternal && edgeName(heap, edge) === 'scope_info') return edges.target[edge] ?? -1;
  }
  return -1;
}

function hiddenTargets({ nodes, edges }: Heap, node: number): { readonly edge: number; readonly target: number }[] {
  const found: { edge: number; target: number }[] = [];
  for (let edge = nodes.firstEdge[node] ?? 0; edge < (nodes.firstEdge[node + 1] ?? 0); edge++)
    if (edges.type[edge] === edgeTypeIndex.hidden) found.push({ edge, target: edges.target[edge] ?? 0 });
  return found;
}

function isString({ nodes }: Heap, node: number): boolean {
  return nodes.type[node] === nodeTypeIndex.string;
}
