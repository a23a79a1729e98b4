import type { LineTime } from '../lineTimes.ts';
import type { Amount } from './amount.ts';

/** What is known to have run on a line; the rest of its self weight only stands there for its function. */
export function placedSelf({ self, unplaced, count }: LineTime): Amount {
  const weight = self - unplaced;
  return { weight, count: self > 0 ? count * (weight / self) : 0 };
}
