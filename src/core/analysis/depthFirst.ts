import type { NodeTable } from '../model/profile.ts';

/** Walks every call tree of a profile without recursion: `enter` before a node's children, `leave` after them. */
export function depthFirst(nodes: NodeTable, enter: (node: number) => void, leave: (node: number) => void): void {
  const { firstChild, nextSibling, firstRoot } = childLinks(nodes);
  let node = firstRoot;
  while (node >= 0) {
    enter(node);
    const child = firstChild[node] ?? -1;
    if (child >= 0) {
      node = child;
      continue;
    }
    leave(node);
    while (node >= 0 && (nextSibling[node] ?? -1) < 0) {
      node = nodes.parent[node] ?? -1;
      if (node >= 0) leave(node);
    }
    if (node >= 0) node = nextSibling[node] ?? -1;
  }
}

function childLinks({ parent }: NodeTable) {
  const firstChild = new Int32Array(parent.length).fill(-1);
  const nextSibling = new Int32Array(parent.length).fill(-1);
  let firstRoot = -1;
  // Backwards, so that siblings keep their order; the roots are siblings too.
  for (let node = parent.length - 1; node >= 0; node--) {
    const up = parent[node] ?? -1;
    nextSibling[node] = up < 0 ? firstRoot : (firstChild[up] ?? -1);
    if (up < 0) firstRoot = node;
    else firstChild[up] = node;
  }
  return { firstChild, nextSibling, firstRoot };
}
