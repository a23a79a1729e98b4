import { shareBand } from '../../stats/shareBand.ts';
import { formatCount } from '../../text/formatCount.ts';
import { formatShare } from '../../text/formatShare.ts';
import { formatTime } from '../../text/formatTime.ts';
import type { Run } from './finding.ts';

/** A part of a run's busy time, and the samples that saw it. */
export interface Amount {
  /** µs. */
  weight: number;
  count: number;
}

export function shareOf(run: Run, { weight }: Amount): number {
  return run.times.sum > 0 ? weight / run.times.sum : 0;
}

/** Whether a part of a run is this long (µs) and, at the lower end of its 95 % band, this share of it: chance makes no finding. */
export function isAtLeast(run: Run, amount: Amount, { share, time }: { share: number; time: number }): boolean {
  return amount.weight >= time && shareBand(shareOf(run, amount), run.effectiveSamples).low >= share;
}

/** `666 ms, 38 % of the busy time (553 of 1,373 samples)`. */
export function describeAmount(run: Run, amount: Amount): string {
  const samples = `${formatCount(amount.count)} of ${formatCount(run.times.samples)} samples`;
  return `${formatTime(amount.weight)}, ${formatShare(shareOf(run, amount))} of the busy time (${samples})`;
}

export function addAmount(sum: Amount, { weight, count }: Amount): void {
  sum.weight += weight;
  sum.count += count;
}
