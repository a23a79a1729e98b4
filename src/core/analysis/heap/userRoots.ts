import { nodeTypeIndex, type Heap } from '../../model/heap.ts';

/** What the root holds on behalf of the program: its global objects, and the documents of a page. The rest is V8's own. */
export function userRoots({ nodes, edges, strings }: Heap): number[] {
  const documents = strings.find('(Document DOM trees)');
  const roots = new Set<number>();
  for (let edge = 0; edge < (nodes.firstEdge[1] ?? 0); edge++) {
    const node = edges.target[edge] ?? 0;
    if (nodes.type[node] !== nodeTypeIndex.synthetic || nodes.name[node] === documents) roots.add(node);
  }
  return [...roots];
}
