import { at } from '../model/at.ts';
import type { Profile } from '../model/profile.ts';
import { StackTree, type StackTable } from './stackTree.ts';

/** Ends of stacks: nodes, each with the weight of its stack. */
export interface StackEnds {
  readonly node: number[];
  readonly weight: number[];
}

// Every end has a path of its own to the bottom, so that all paths together can be as many as ends times depth. These two
// keep the largest profiles to about a second and a few megabytes; those of up to some thousand stacks are never cut.
const mostBoxes = 50_000;
const mostSteps = 10_000_000;

interface Branch extends StackEnds {
  readonly id: number;
  readonly total: number;
}

/**
 * Stacks from their ends down: callers are the children of what they called. Callers are looked up for the heaviest parts
 * first, up to a limit; what weight does not go on to a caller, as its stack begins there or by the limit, is a box's own.
 */
export function invertStacks({ nodes }: Profile, ends: StackEnds): StackTable {
  const tree = new StackTree();
  const queue = new HeaviestFirst();
  let steps = 0;
  /** Puts stacks under a box, one box for each function that they have come to. */
  const branch = (parent: number, { node, weight }: StackEnds): void => {
    const branches = new Map<number, Branch & { total: number }>();
    for (const [index, cursor] of node.entries()) {
      const fn = at(nodes.function, cursor);
      let next = branches.get(fn);
      if (next === undefined) {
        next = { id: tree.child(parent, fn), node: [], weight: [], total: 0 };
        branches.set(fn, next);
      }
      next.node.push(cursor);
      next.weight.push(at(weight, index));
      next.total += at(weight, index);
    }
    for (const next of branches.values()) queue.push(next);
    steps += node.length;
  };
  branch(-1, ends);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (tree.parent.length > mostBoxes || steps > mostSteps) {
      tree.weigh(next.id, next.total);
      continue;
    }
    const callers: StackEnds = { node: [], weight: [] };
    for (const [index, cursor] of next.node.entries()) {
      const parent = at(nodes.parent, cursor);
      if (parent < 0) tree.weigh(next.id, at(next.weight, index));
      else {
        callers.node.push(parent);
        callers.weight.push(at(next.weight, index));
      }
    }
    branch(next.id, callers);
  }
  return tree.finish();
}

/** A queue by weight, in powers of two: what is taken out is at least half as heavy as all that is left. */
class HeaviestFirst {
  private readonly byPower = new Map<number, Branch[]>();

  push(branch: Branch): void {
    const power = Math.floor(Math.log2(branch.total));
    const known = this.byPower.get(power);
    if (known === undefined) this.byPower.set(power, [branch]);
    else known.push(branch);
  }

  pop(): Branch | undefined {
    const power = Math.max(...this.byPower.keys());
    const known = this.byPower.get(power);
    const branch = known?.shift();
    if (known?.length === 0) this.byPower.delete(power);
    return branch;
  }
}
