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

/** Shares are taken at the lower end of their 95 % band, so that chance makes no finding. */
const deviations = 1.96;

export function shareOf(run: Run, { weight }: Amount): number {
  return run.times.sum > 0 ? weight / run.times.sum : 0;
}

/** Whether a part of a run is for certain at least this share of it and this long (µs). */
export function isAtLeast(run: Run, amount: Amount, { share, time }: { share: number; time: number }): boolean {
  return amount.weight >= time && leastShare(shareOf(run, amount), run.times.samples) >= share;
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

/** The lower end of Wilson's interval: https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval */
function leastShare(share: number, samples: number): number {
  if (samples === 0) return 0;
  const square = deviations ** 2 / samples;
  const spread = deviations * Math.sqrt((share * (1 - share)) / samples + square / (4 * samples));
  return (share + square / 2 - spread) / (1 + square);
}
