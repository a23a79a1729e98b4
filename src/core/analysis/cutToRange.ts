import { at } from '../model/at.ts';
import type { Profile, SampleTable } from '../model/profile.ts';

/** µs from the profile's first sample, on the one clock of all its threads. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The same stacks with only the weight of what was sampled in a range. Samples that last are cut at its edges. The lines of a
 * node keep their proportions, as nobody says when within a node's samples a line ran. A profile whose samples have no times
 * stays whole.
 */
export function cutToRange(profile: Profile, range: TimeRange): Profile {
  const { nodes, samples, lines, tiers } = profile;
  if (samples.node.length === 0) return profile;
  const cut = cutSamples(profile, range);
  const parts = partsOfNodes(profile, weightsOfNodes(profile, samples), weightsOfNodes(profile, cut));
  const scaled = (column: Float64Array, nodeOf: (row: number) => number): Float64Array =>
    column.map((value, row) => value * at(parts, nodeOf(row)));
  return {
    ...profile,
    nodes: { ...nodes, self: scaled(nodes.self, (node) => node), count: scaled(nodes.count, (node) => node) },
    samples: cut,
    lines: { ...lines, weight: scaled(lines.weight, (row) => at(lines.node, row)) },
    tiers: { ...tiers, weight: scaled(tiers.weight, (row) => at(tiers.node, row)) },
  };
}

function cutSamples({ samples, unit }: Profile, range: TimeRange): SampleTable {
  const origin = samples.time.reduce((first, time) => Math.min(first, time), Infinity);
  const [from, to] = [origin + range.from, origin + range.to];
  const rows: number[] = [];
  const times: number[] = [];
  const weights: number[] = [];
  for (const [row, time] of samples.time.entries()) {
    const weight = at(samples.weight, row);
    const duration = unit === 'microseconds' ? weight : 0;
    const start = Math.max(time, from);
    const left = Math.min(time + duration, to) - start;
    // What lasts must overlap the range, what does not must begin in it.
    if (duration > 0 ? left <= 0 : time < from || time >= to) continue;
    rows.push(row);
    times.push(start);
    weights.push(duration > 0 ? left : weight);
  }
  return {
    node: Uint32Array.from(rows, (row) => at(samples.node, row)),
    time: Float64Array.from(times),
    weight: Float64Array.from(weights),
  };
}

function weightsOfNodes({ nodes }: Profile, { node, weight }: SampleTable): Float64Array {
  const weights = new Float64Array(nodes.parent.length);
  for (const [row, leaf] of node.entries()) weights[leaf] = at(weights, leaf) + at(weight, row);
  return weights;
}

/**
 * What is left of each node's self weight, as a fraction. Samples of inlined code stand on the node that it was inlined into,
 * its weight on a node above that: weight that no sample of its node explains was lent by the nearest caller that has more
 * samples than weight, and is kept as that one's samples are.
 */
function partsOfNodes({ nodes }: Profile, sampled: Float64Array, kept: Float64Array): Float64Array {
  const parts = new Float64Array(nodes.parent.length);
  const lent = new Float64Array(nodes.parent.length);
  for (const [node, parent] of nodes.parent.entries()) {
    const self = at(nodes.self, node);
    const own = at(sampled, node) > 0 ? at(kept, node) / at(sampled, node) : 0;
    const lender = parent < 0 ? 0 : at(lent, parent);
    const borrowed = Math.max(0, self - at(sampled, node));
    parts[node] = self > 0 ? (own * (self - borrowed) + lender * borrowed) / self : 0;
    // Within rounding, a node that nothing was inlined into has the weight of its samples.
    lent[node] = at(sampled, node) > self * (1 + 1e-9) ? own : lender;
  }
  return parts;
}
