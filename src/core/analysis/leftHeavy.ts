import type { NodeTable, Profile } from '../model/profile.ts';
import type { BoxTable } from './boxTable.ts';
import { layOut } from './layOut.ts';
import { StackTree } from './stackTree.ts';

/** The flame graph: equal stacks of all threads become one, and the heaviest callee stands leftmost. */
export function leftHeavy({ nodes, threads }: Profile): BoxTable {
  // A node's equal children are one already, but for those of other threads and those called from other lines.
  if (threads.length === 1 && !hasCallLines(nodes)) return layOut(nodes);
  const tree = new StackTree(nodes.parent.length);
  const merged = new Int32Array(nodes.parent.length);
  for (let node = 0; node < merged.length; node++) {
    const parent = nodes.parent[node] ?? -1;
    const id = tree.child(parent < 0 ? -1 : (merged[parent] ?? -1), nodes.function[node] ?? 0);
    merged[node] = id;
    tree.weigh(id, nodes.self[node] ?? 0);
  }
  return layOut(tree.finish());
}

function hasCallLines({ callLine }: NodeTable): boolean {
  for (const line of callLine) if (line !== 0) return true;
  return false;
}
