import { at } from '../../model/at.ts';
import { categoryIndex } from '../../model/category.ts';
import type { Profile } from '../../model/profile.ts';
import { formatShare } from '../../text/formatShare.ts';
import { describeAmount, isAtLeast, shareOf } from './amount.ts';
import { describeSite } from './describeSite.ts';
import type { Finding, Run } from './finding.ts';
import type { OwnSite } from './ownCode.ts';

/** Compilers, linters and bundlers, which allocate all the time, have 7 to 12 %. */
const least = { share: 0.25, time: 200_000 };

const mostAllocators = 3;

/** The garbage collector has much of the time; who ran when it set in. */
export function gcPressure(run: Run): Finding[] {
  const { functions } = run.profile;
  const amount = { weight: 0, count: 0 };
  for (const [fn, category] of functions.category.entries()) {
    if (category !== categoryIndex.gc) continue;
    amount.weight += at(run.times.self, fn);
    amount.count += at(run.times.count, fn);
  }
  if (!isAtLeast(run, amount, least)) return [];
  const allocators = allocatorsOf(run);
  const [first] = allocators;
  return [
    {
      id: 'gcPressure',
      severity: 'warning',
      title: `Garbage collection takes ${formatShare(shareOf(run, amount))} of the time`,
      share: shareOf(run, amount),
      evidence: [
        `The garbage collector took ${describeAmount(run, amount)}.`,
        ...allocators.map(
          ({ site, share }) => `${formatShare(share)} of that set in while ${describeSite(site.place)} ran.`,
        ),
      ],
      advice:
        'Allocate less, or drop objects sooner: reuse arrays and objects, avoid copies made by spreads, map and slice, and keep no more than is needed. An allocation profile (--measure heap) shows how much each function allocates.',
      ...(first === undefined ? {} : { place: first.site.place, function: first.site.function }),
    },
  ];
}

interface Allocator {
  readonly site: OwnSite;
  /** Of the collector's time. */
  readonly share: number;
}

/**
 * Own functions by the collector's time that set in while they ran. V8 puts the collector at the bottom of the stack, so the
 * thread's sample before tells for whom it ran.
 */
function allocatorsOf({ profile, lines, own }: Run): Allocator[] {
  const weightOf = new Map<number, number>();
  let sum = 0;
  for (const [node, weight] of collectedAfter(profile)) {
    sum += weight;
    const fn = own.functionOf(node);
    if (fn >= 0) weightOf.set(fn, (weightOf.get(fn) ?? 0) + weight);
  }
  return [...weightOf]
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostAllocators)
    .map(([fn, weight]) => ({ site: own.site(fn, mainLine(lines, fn)), share: weight / sum }))
    .filter(({ share }) => share >= 0.1);

  /** The line that has most of a function's own time; 0 where none stands out. */
  function mainLine(times: Run['lines'], fn: number): number {
    const inFunction = times.filter((time) => time.function === fn);
    const placed = inFunction.map((time) => time.self - time.unplaced);
    const all = placed.reduce((total, self) => total + self, 0);
    const index = placed.findIndex((self) => self > all / 2);
    return inFunction[index]?.line ?? 0;
  }
}

/** By node, the time that the collector ran after a sample of the node. */
function collectedAfter(profile: Profile): Map<number, number> {
  const { samples, nodes, functions } = profile;
  const isCollector = (node: number): boolean => at(functions.category, at(nodes.function, node)) === categoryIndex.gc;
  const collected = new Map<number, number>();
  const before = new Map<number, number>();
  const sampled = new Float64Array(nodes.self.length);
  for (const [row, node] of samples.node.entries()) {
    const thread = at(nodes.thread, node);
    sampled[node] = at(sampled, node) + at(samples.weight, row);
    if (!isCollector(node)) before.set(thread, node);
    else {
      const allocating = before.get(thread);
      if (allocating !== undefined)
        collected.set(allocating, (collected.get(allocating) ?? 0) + at(samples.weight, row));
    }
  }
  return shareWithInlined(profile, sampled, collected);
}

/** Samples do not know what was inlined into their node, but weights do: what they moved to it takes its part along. */
function shareWithInlined(
  { nodes }: Profile,
  sampled: Float64Array,
  collected: ReadonlyMap<number, number>,
): Map<number, number> {
  const shared = new Map<number, number>();
  const add = (node: number, weight: number): void => {
    if (weight > 0) shared.set(node, (shared.get(node) ?? 0) + weight);
  };
  /** By node: the nearest node at or below it that weights were moved from, -1 for none. */
  const source = new Int32Array(nodes.self.length).fill(-1);
  for (const [node, self] of nodes.self.entries()) {
    const parent = at(nodes.parent, node);
    const moved = self - at(sampled, node);
    source[node] = moved < 0 ? node : parent < 0 ? -1 : at(source, parent);
    const weight = collected.get(node) ?? 0;
    add(node, moved < 0 ? (weight * self) / at(sampled, node) : weight);
    const from = parent < 0 ? -1 : at(source, parent);
    if (moved > 0 && from >= 0) add(node, ((collected.get(from) ?? 0) * moved) / at(sampled, from));
  }
  return shared;
}
