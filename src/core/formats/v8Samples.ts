import type { ProfileBuilder } from '../model/builder.ts';
import type { TierTicks } from './v8Positions.ts';

/** A node of V8's tree, and where it went in the builder. */
export interface TickedNode {
  /** In the builder; -1 for V8's root and for the frames that stand for threads: they are no functions. */
  readonly node: number;
  readonly thread: number;
  /** V8's own sample count, for profiles without a sample list. */
  readonly hits: number;
  readonly ticks: readonly LineTicks[];
  readonly tiers: readonly TierTicks[];
}

/** How many of a node's samples had this 1-based line at the leaf. */
export interface LineTicks {
  readonly line: number;
  readonly column?: number;
  readonly ticks: number;
}

export interface TimedSamples {
  /** V8's node ids, in any order. */
  readonly ids: readonly unknown[];
  /** µs on a monotonic clock; NaN where the file does not say. */
  readonly times: readonly number[];
  readonly startTime: number;
  readonly endTime: number;
}

type Nodes = ReadonlyMap<number, TickedNode>;

/** Weighs the nodes with the samples' time, and the nodes' lines with their ticks' share of it. */
export function addTimedSamples(builder: ProfileBuilder, nodes: Nodes, samples: TimedSamples): void {
  const weights = new Map<TickedNode, Weight>();
  const weigh = (node: TickedNode, weight: number, count: number): void => {
    const sum = weights.get(node);
    if (sum === undefined) weights.set(node, { weight, count });
    else {
      sum.weight += weight;
      sum.count += count;
    }
  };
  if (samples.ids.length > 0) {
    for (const moments of momentsByThread(builder, nodes, samples))
      addMoments(builder, moments, samples.endTime, weigh);
  } else {
    addHits(builder, nodes, samples, weigh);
  }
  for (const [node, { weight, count }] of weights) {
    builder.weigh(node.node, weight, count);
    addTicks(builder, node, weight, count);
  }
}

interface Weight {
  weight: number;
  count: number;
}

type Weigh = (node: TickedNode, weight: number, count: number) => void;

interface Moment {
  readonly node: TickedNode;
  readonly time: number;
}

function momentsByThread(builder: ProfileBuilder, nodes: Nodes, samples: TimedSamples): Iterable<Moment[]> {
  const threads = new Map<number, Moment[]>();
  let broken = 0;
  for (const [index, id] of samples.ids.entries()) {
    const node = typeof id === 'number' ? nodes.get(id) : undefined;
    const time = samples.times[index];
    if (node === undefined || time === undefined || Number.isNaN(time)) {
      broken++;
      continue;
    }
    const moments = threads.get(node.thread);
    if (moments === undefined) threads.set(node.thread, [{ node, time }]);
    else moments.push({ node, time });
  }
  if (broken > 0) builder.note('bad-data', `${broken} samples name no known call or no time and were left out.`);
  return threads.values();
}

/**
 * A sample lasts until the thread's next one: V8 sees what runs at a moment and nothing of what ran before it. A sample
 * outside every function (V8's root) ends the one before it and has no weight itself.
 */
function addMoments(builder: ProfileBuilder, moments: Moment[], endTime: number, weigh: Weigh): void {
  // V8 writes samples as they arrive, at times out of order.
  moments.sort((a, b) => a.time - b.time);
  for (const [index, { node, time }] of moments.entries()) {
    if (node.node < 0) continue;
    const weight = (moments[index + 1]?.time ?? Math.max(endTime, time)) - time;
    builder.sample(node.node, weight, time);
    weigh(node, weight, 1);
  }
}

/** Profiles without a sample list: the duration is shared out by V8's own counts. */
function addHits(builder: ProfileBuilder, nodes: Nodes, samples: TimedSamples, weigh: Weigh): void {
  const hit = [...nodes.values()].filter((node) => node.node >= 0 && node.hits > 0);
  const sum = hit.reduce((total, node) => total + node.hits, 0);
  const duration = samples.endTime - samples.startTime;
  if (duration <= 0 && sum > 0)
    builder.note('bad-data', 'The profile has no duration: 1 ms was assumed for each sample.');
  const interval = duration > 0 ? duration / sum : 1000;
  for (const node of hit) {
    weigh(node, node.hits * interval, node.hits);
  }
}

function addTicks(builder: ProfileBuilder, node: TickedNode, weight: number, count: number): void {
  const ticks = node.ticks.filter((tick) => Number.isSafeInteger(tick.line) && tick.line > 0 && tick.ticks > 0);
  const sum = ticks.reduce((total, tick) => total + tick.ticks, 0);
  // Samples without a tick stay with the function, on no line.
  const share = weight / Math.max(sum, count);
  for (const { line, column, ticks: count } of ticks) builder.line(node.node, line, count * share, column);
  for (const { tier, ticks: count } of node.tiers) builder.tier(node.node, tier, count * share);
}
