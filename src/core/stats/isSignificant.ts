import { isDifferent, type Estimate } from './isDifferent.ts';
import { shareBand } from './shareBand.ts';

/** A share of a profile. */
export interface SampledShare {
  readonly share: number;
  /** Of the whole profile; undefined where nobody knows. */
  readonly samples: number | undefined;
  /** What the share is of, in the profile's unit. */
  readonly sum: number;
}

/** Of thousands of functions compared, none should seem changed by chance: a band that one estimate in 10,000 leaves. */
const z = 3.89;
/** Two runs of one program differ by more than sampling explains: by caches, the compiler's timing, the machine's other work. */
const leastChange = 0.01;

/**
 * Whether a share, or with `normalized` false the weight that it stands for, changed: by at least one hundredth of the whole, and,
 * where samples are counted, by more than their number explains.
 */
export function isSignificant(before: SampledShare, after: SampledShare, normalized: boolean): boolean {
  const left = estimate(before, normalized);
  const right = estimate(after, normalized);
  const whole = normalized ? 1 : Math.max(before.sum, after.sum);
  return Math.abs(right.value - left.value) >= leastChange * whole && isDifferent(left, right);
}

function estimate({ share, samples, sum }: SampledShare, normalized: boolean): Estimate {
  const band = samples === undefined ? { low: share, high: share } : shareBand(share, samples, z);
  const scale = normalized ? 1 : sum;
  return { value: share * scale, low: band.low * scale, high: band.high * scale };
}
