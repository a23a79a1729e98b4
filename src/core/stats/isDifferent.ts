import type { Band } from './shareBand.ts';

/** A value and the band that it lies in. */
export interface Estimate extends Band {
  readonly value: number;
}

/**
 * Whether two estimates differ by more than both of their bands explain: the band of the difference, made of the two (MOVER,
 * https://doi.org/10.1002/sim.2779; for two shares it is Newcombe's interval, https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I),
 * does not hold 0. It has the coverage of the bands.
 */
export function isDifferent(a: Estimate, b: Estimate): boolean {
  const difference = b.value - a.value;
  const down = Math.hypot(b.value - b.low, a.high - a.value);
  const up = Math.hypot(b.high - b.value, a.value - a.low);
  return difference > down || difference < -up;
}
