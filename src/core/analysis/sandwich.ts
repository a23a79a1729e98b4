import { at } from '../model/at.ts';
import type { Profile } from '../model/profile.ts';
import type { BoxTable } from './boxTable.ts';
import { invertStacks } from './invertStacks.ts';
import { layOut } from './layOut.ts';
import { nodeTotals } from './nodeTotals.ts';
import { StackTree } from './stackTree.ts';

/** Two graphs of one scale with the function at depth 0, as wide as its total. */
export interface Sandwich {
  /** Depth 1 calls the function, depth 2 calls that. */
  readonly callers: BoxTable;
  /** Depth 1 is called by the function. */
  readonly callees: BoxTable;
}

/** All stacks through a function, wherever it was called. One that calls itself is met at its first call, so that it counts once a stack. */
export function sandwich(profile: Profile, fn: number): Sandwich {
  const { nodes } = profile;
  const totals = nodeTotals(profile, nodes.self);
  const ends = { node: [] as number[], weight: [] as number[] };
  const callees = new StackTree();
  const merged = new Int32Array(nodes.parent.length).fill(-1);
  for (const [node, parent] of nodes.parent.entries()) {
    const caller = parent < 0 ? -1 : at(merged, parent);
    const own = at(nodes.function, node);
    if (caller < 0 && own !== fn) continue;
    const id = callees.child(caller, own);
    merged[node] = id;
    callees.weigh(id, at(nodes.self, node));
    if (caller >= 0 || at(totals, node) === 0) continue;
    ends.node.push(node);
    ends.weight.push(at(totals, node));
  }
  return { callers: layOut(invertStacks(profile, ends)), callees: layOut(callees.finish()) };
}
