import type { ProfileBuilder } from '../model/builder.ts';
import { Int32Column } from '../model/column.ts';
import type { AddedTree } from './addTree.ts';
import { noPositions, type Positions } from './v8Positions.ts';
import type { LineTicks, V8Tree } from './v8Tree.ts';

export interface TimedSamples {
  /** V8's node ids, in any order; NaN for what is none. */
  readonly ids: ArrayLike<number>;
  /** µs on a monotonic clock; NaN where the file does not say. */
  readonly times: ArrayLike<number>;
  readonly startTime: number;
  readonly endTime: number;
  /** What is known beyond the tree's own ticks. */
  readonly positions?: Positions;
}

/** Weighs the nodes with the samples' time, and the nodes' lines with their ticks' share of it. */
export function addTimedSamples(builder: ProfileBuilder, tree: V8Tree, added: AddedTree, samples: TimedSamples): void {
  const { lines, tiers } = samples.positions ?? noPositions;
  const weights = new RowWeights(tree.length);
  if (samples.ids.length > 0) addMoments(builder, added, samples, weights);
  else addHits(builder, tree, added, samples, weights);
  for (let row = 0, firstTick = 0; row < tree.length; row++) {
    const endOfTicks = tree.nodes.ticksEnd[row] ?? 0;
    const node = added.node[row] ?? -1;
    const count = weights.count[row] ?? 0;
    if (node >= 0 && count > 0) {
      const weight = weights.weight[row] ?? 0;
      const id = tree.nodes.id[row] ?? NaN;
      const exact = lines.get(id);
      const ticks = { node, weight, count };
      builder.weigh(node, weight, count);
      const share =
        exact === undefined
          ? addTicks(builder, ticks, tree, firstTick, endOfTicks)
          : addExactTicks(builder, ticks, exact);
      for (const tier of tiers.get(id) ?? []) builder.tier(node, tier.tier, tier.ticks * share);
    }
    firstTick = endOfTicks;
  }
}

/** By row of the tree. */
class RowWeights {
  readonly weight: Float64Array;
  readonly count: Float64Array;

  constructor(length: number) {
    this.weight = new Float64Array(length);
    this.count = new Float64Array(length);
  }

  add(row: number, weight: number, count: number): void {
    this.weight[row] = (this.weight[row] ?? 0) + weight;
    this.count[row] = (this.count[row] ?? 0) + count;
  }
}

/**
 * A sample lasts until the thread's next one: V8 sees what runs at a moment and nothing of what ran before it. A sample
 * outside every function (V8's root) ends the one before it and has no weight itself.
 */
function addMoments(builder: ProfileBuilder, added: AddedTree, samples: TimedSamples, weights: RowWeights): void {
  const { rows, threads, broken } = rowsOfSamples(added, samples);
  if (broken > 0) builder.note('bad-data', `${broken} samples name no known call or no time and were left out.`);
  for (const order of threads) {
    sortByTime(order, samples.times);
    for (let place = 0; place < order.length; place++) {
      const sample = order.rows[place] ?? 0;
      const row = rows[sample] ?? 0;
      const node = added.node[row] ?? -1;
      if (node < 0) continue;
      const time = samples.times[sample] ?? 0;
      const isLast = place + 1 === order.length;
      const next = isLast ? Math.max(samples.endTime, time) : (samples.times[order.rows[place + 1] ?? 0] ?? 0);
      builder.sample(node, next - time, time);
      weights.add(row, next - time, 1);
    }
  }
}

/** The tree's row of each sample, and the samples of each thread, without those that cannot be used. */
function rowsOfSamples({ rowOf, thread }: AddedTree, { ids, times }: TimedSamples) {
  const rows = new Int32Array(ids.length);
  const threads = new Map<number, Int32Column>();
  let [lastThread, order] = [-1, new Int32Column()];
  let broken = 0;
  for (let sample = 0; sample < ids.length; sample++) {
    const row = rowOf(ids[sample] ?? NaN);
    if (row < 0 || Number.isNaN(times[sample] ?? NaN)) {
      broken++;
      continue;
    }
    rows[sample] = row;
    const own = thread[row] ?? 0;
    if (own !== lastThread) {
      lastThread = own;
      order = threads.get(own) ?? new Int32Column();
      threads.set(own, order);
    }
    order.push(sample);
  }
  return { rows, threads: threads.values(), broken };
}

/** V8 writes samples as they arrive, at times out of order. */
function sortByTime(order: Int32Column, times: ArrayLike<number>): void {
  const timeAt = (place: number): number => times[order.rows[place] ?? 0] ?? 0;
  let isSorted = true;
  for (let place = 1; place < order.length && isSorted; place++) isSorted = timeAt(place - 1) <= timeAt(place);
  if (isSorted) return;
  // An array's sort takes runs that are in order as they are; a typed array's does not.
  const sorted = Array.from(order.finish()).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  order.rows.set(sorted);
}

/** Profiles without a sample list: the duration is shared out by V8's own counts. */
function addHits(
  builder: ProfileBuilder,
  { nodes }: V8Tree,
  { node }: AddedTree,
  { startTime, endTime }: TimedSamples,
  weights: RowWeights,
): void {
  const hitsOf = (row: number): number => ((node[row] ?? -1) >= 0 ? Math.max(0, nodes.hits[row] ?? 0) : 0);
  let sum = 0;
  for (let row = 0; row < node.length; row++) sum += hitsOf(row);
  const duration = endTime - startTime;
  if (duration <= 0 && sum > 0)
    builder.note('bad-data', 'The profile has no duration: 1 ms was assumed for each sample.');
  const interval = duration > 0 ? duration / sum : 1000;
  for (let row = 0; row < node.length; row++) {
    if (hitsOf(row) > 0) weights.add(row, hitsOf(row) * interval, hitsOf(row));
  }
}

/** A node with ticks, each of which has a share of its weight. */
interface Ticked {
  readonly node: number;
  readonly weight: number;
  readonly count: number;
}

/** Adds the ticks at `from` up to `to`; returns the weight of each. */
function addTicks(
  builder: ProfileBuilder,
  { node, weight, count }: Ticked,
  { tickLines, tickCounts }: V8Tree,
  from: number,
  to: number,
): number {
  let sum = 0;
  for (let tick = from; tick < to; tick++) sum += tickCounts.rows[tick] ?? 0;
  // Samples without a tick stay with the function, on no line.
  const share = weight / Math.max(sum, count);
  for (let tick = from; tick < to; tick++)
    builder.line(node, tickLines.rows[tick] ?? 0, (tickCounts.rows[tick] ?? 0) * share);
  return share;
}

function addExactTicks(builder: ProfileBuilder, { node, weight, count }: Ticked, all: readonly LineTicks[]): number {
  const ticks = all.filter((tick) => tick.line > 0 && tick.ticks > 0);
  const sum = ticks.reduce((total, tick) => total + tick.ticks, 0);
  const share = weight / Math.max(sum, count);
  for (const tick of ticks) builder.line(node, tick.line, tick.ticks * share, tick.column);
  return share;
}
