import { at } from '../model/at.ts';
import type { Profile } from '../model/profile.ts';
import type { BoxTable } from './boxTable.ts';
import { layOut } from './layOut.ts';
import { StackTree } from './stackTree.ts';

/** The flame graph: equal stacks of all threads become one, and the heaviest callee stands leftmost. */
export function leftHeavy({ nodes, functions }: Profile): BoxTable {
  const tree = new StackTree(functions.name.length);
  const merged = new Int32Array(nodes.parent.length);
  for (const [node, parent] of nodes.parent.entries()) {
    const id = tree.child(parent < 0 ? -1 : at(merged, parent), at(nodes.function, node));
    merged[node] = id;
    tree.weigh(id, at(nodes.self, node));
  }
  return layOut(tree);
}
