import { at } from '../model/at.ts';
import type { Profile } from '../model/profile.ts';
import type { BoxTable } from './boxTable.ts';
import type { DiffOptions } from './diffProfiles.ts';
import { layOutRows } from './layOut.ts';
import { totalsOf } from './nodeTotals.ts';
import { pairFunctions } from './pairFunctions.ts';
import { StackTree } from './stackTree.ts';

/** A flame graph of the later profile; `function` indexes its functions. */
export interface DiffBoxTable extends BoxTable {
  /** What `width` was in the earlier profile, in the later one's scale where the diff is normalized; 0 for new stacks. */
  readonly before: Float64Array;
}

/**
 * The differential flame graph: boxes as wide as in the later profile, with what they were before, as on
 * https://www.brendangregg.com/blog/2014-11-09/differential-flame-graphs.html. Stacks that are gone have no width: the same
 * profiles the other way round show them.
 */
export function diffLeftHeavy(before: Profile, after: Profile, { normalized }: DiffOptions): DiffBoxTable {
  const pairs = pairFunctions(before, after);
  const count = after.functions.name.length;
  const tree = new StackTree();
  const weightBefore: number[] = [];
  const addStacks = ({ nodes }: Profile, fnOf: (fn: number) => number, weigh: (id: number, weight: number) => void) => {
    const merged = new Int32Array(nodes.parent.length);
    for (const [node, parent] of nodes.parent.entries()) {
      const id = tree.child(parent < 0 ? -1 : at(merged, parent), fnOf(at(nodes.function, node)));
      merged[node] = id;
      weigh(id, at(nodes.self, node));
    }
  };
  addStacks(
    after,
    (fn) => fn,
    (id, weight) => {
      tree.weigh(id, weight);
    },
  );
  const scale = normalized ? ratio(sumOf(after), sumOf(before)) : 1;
  addStacks(
    before,
    // Functions that are gone need numbers that no function of the later profile has.
    (fn) => pairs.get(fn) ?? count + fn,
    (id, weight) => (weightBefore[id] = (weightBefore[id] ?? 0) + weight * scale),
  );
  const stacks = tree.finish();
  const totalsBefore = totalsOf(
    stacks.parent,
    stacks.self.map((_, id) => weightBefore[id] ?? 0),
  );
  const { boxes, ids } = layOutRows(stacks);
  return { ...boxes, before: Float64Array.from(ids, (id) => at(totalsBefore, id)) };
}

function sumOf({ nodes }: Profile): number {
  return nodes.self.reduce((sum, weight) => sum + weight, 0);
}

function ratio(a: number, b: number): number {
  return b > 0 ? a / b : 0;
}
