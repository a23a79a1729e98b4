import { at } from '../../model/at.ts';
import { categoryIndex } from '../../model/category.ts';
import type { Remark } from '../../model/remark.ts';
import { tierIndex } from '../../model/tier.ts';
import { formatCount } from '../../text/formatCount.ts';
import { formatTime } from '../../text/formatTime.ts';
import { describeAmount, isAtLeast, shareOf } from './amount.ts';
import { describeSite } from './describeSite.ts';
import type { Finding, Run } from './finding.ts';

const least = { share: 0.1, time: 200_000 };

/** While they warm up, functions of linters and compilers lose their optimised code up to 17 times at one place. */
const fewest = 20;

const mostFindings = 3;

/** A hot function whose optimised code V8 throws away and makes again, over and over for one reason. */
export function deoptLoop(run: Run): Finding[] {
  const { functions } = run.profile;
  const found: Finding[] = [];
  for (const [fn, { line, reason, count }] of mostRepeated(run.profile.remarks)) {
    if (count < fewest || at(functions.category, fn) !== categoryIndex.own) continue;
    const amount = { weight: at(run.times.self, fn), count: at(run.times.count, fn) };
    if (!isAtLeast(run, amount, least)) continue;
    const { place } = run.own.site(fn, line);
    const unoptimised = unoptimisedTime(run, fn);
    found.push({
      id: 'deoptLoop',
      severity: 'warning',
      title: `V8 threw away the optimised code of ${place.function} ${formatCount(count)} times`,
      share: shareOf(run, amount),
      evidence: [
        `V8's reason at ${describeSite(place)}, ${formatCount(count)} times: ${reason}.`,
        `${place.function} itself took ${describeAmount(run, amount)}.`,
        ...(unoptimised > 0 ? [`${formatTime(unoptimised)} of that ran without optimised code.`] : []),
      ],
      advice: adviceFor(reason),
      place,
      function: fn,
    });
  }
  return found.sort((a, b) => b.share - a.share).slice(0, mostFindings);
}

/** By function: what V8 said most often of it. */
function mostRepeated(remarks: readonly Remark[]): Map<number, Remark> {
  const most = new Map<number, Remark>();
  for (const remark of remarks) {
    if (remark.kind === 'deopt' && remark.count > (most.get(remark.function)?.count ?? 0))
      most.set(remark.function, remark);
  }
  return most;
}

/** µs in V8's interpreter and baseline code. */
function unoptimisedTime({ profile: { tiers, nodes } }: Run, fn: number): number {
  let sum = 0;
  for (const [row, node] of tiers.node.entries()) {
    if (at(nodes.function, node) === fn && at(tiers.tier, row) <= tierIndex.baseline) sum += at(tiers.weight, row);
  }
  return sum;
}

/** Reasons are those of V8's src/deoptimizer/deoptimize-reason.h and of its groups of dependent code. */
function adviceFor(reason: string): string {
  if (/depend/i.test(reason)) {
    return 'Something that V8 took for constant keeps changing: set up classes, prototypes and shared objects completely before the hot code runs, and leave them alone from then on.';
  }
  if (/weak objects|map/i.test(reason)) {
    return 'Objects of ever new shapes come here: create them in one place, by one class or literal that is not made anew, with the same properties in the same order.';
  }
  return 'Values of ever new kinds come here: keep the types of arguments and properties the same, and move the rare case to a function of its own.';
}
