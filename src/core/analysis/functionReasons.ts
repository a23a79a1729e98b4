import { at } from '../model/at.ts';
import { categoryIndex } from '../model/category.ts';
import type { Profile } from '../model/profile.ts';
import type { Remark } from '../model/remark.ts';
import { tierName, tiers, type Tier } from '../model/tier.ts';
import { typesBy, type TypeWeight } from './typesBy.ts';

/** What is known of why a function costs what it costs. */
export interface FunctionReasons {
  /** How it was run: weights in the profile's unit, the heaviest first; empty when that is not known. */
  readonly tiers: readonly { readonly tier: Tier; readonly weight: number }[];
  /** The runtime's remarks about it, the most frequent first. */
  readonly remarks: readonly Remark[];
  /**
   * Weight of the garbage collection that interrupted it or what it called: V8 has the collector stand alone, but the
   * sample before it shows who had just allocated. 0 when samples have no times.
   */
  readonly gc: number;
  /** Of what it allocated itself and what still lives, the heaviest first; empty when that is not known. */
  readonly types: readonly TypeWeight[];
}

export function functionReasons(profile: Profile, fn: number): FunctionReasons {
  return {
    tiers: tiersOf(profile, fn),
    remarks: profile.remarks.filter((remark) => remark.function === fn).sort((a, b) => b.count - a.count),
    gc: gcAfter(profile, fn),
    types: typesBy(profile, (node) => at(profile.nodes.function, node)).get(fn) ?? [],
  };
}

function tiersOf({ tiers: rows, nodes }: Profile, fn: number): FunctionReasons['tiers'] {
  const weights = new Float64Array(tiers.length);
  for (const [row, node] of rows.node.entries()) {
    if (at(nodes.function, node) !== fn) continue;
    const tier = at(rows.tier, row);
    weights[tier] = at(weights, tier) + at(rows.weight, row);
  }
  return Array.from(weights, (weight, tier) => ({ tier: tierName(tier), weight }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
}

function gcAfter({ nodes, samples, functions, threads }: Profile, fn: number): number {
  const isInside = new Uint8Array(nodes.parent.length);
  for (const [node, parent] of nodes.parent.entries()) {
    const isHere = at(nodes.function, node) === fn || (parent >= 0 && at(isInside, parent) === 1);
    isInside[node] = isHere ? 1 : 0;
  }
  // Samples are in time order within a thread.
  const last = new Int32Array(Math.max(1, threads.length)).fill(-1);
  let weight = 0;
  for (const [row, node] of samples.node.entries()) {
    const thread = at(nodes.thread, node);
    if (at(functions.category, at(nodes.function, node)) !== categoryIndex.gc) {
      last[thread] = node;
      continue;
    }
    const before = at(last, thread);
    if (before >= 0 && at(isInside, before) === 1) weight += at(samples.weight, row);
  }
  return weight;
}
