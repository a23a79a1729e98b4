import { edgeTypeIndex, type Heap } from '../../model/heap.ts';

/** The name of a class or function, the text of a string: untrusted. */
export function nodeName({ nodes, strings }: Heap, node: number): string {
  return strings.text(nodes.name[node] ?? 0);
}

/** What an edge is called without what kind it is; empty for none. */
export function edgeName({ edges, strings }: Heap, edge: number): string {
  const kind = edges.type[edge];
  const name = edges.name[edge] ?? 0;
  return kind === edgeTypeIndex.element || kind === edgeTypeIndex.hidden ? String(name) : strings.text(name);
}

/** An edge as it would stand in code, as far as there is code for it: `.name`, `[12]`, `(variable)`, `{internal}`. */
export function edgeLabel(heap: Heap, edge: number): string {
  const name = edgeName(heap, edge);
  switch (heap.edges.type[edge]) {
    case edgeTypeIndex.element:
      return `[${name}]`;
    case edgeTypeIndex.property:
    case edgeTypeIndex.shortcut:
      return /^[\p{L}_$#][\p{L}\d_$]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
    case edgeTypeIndex.context:
      return `(${name})`;
    default:
      return `{${name}}`;
  }
}
