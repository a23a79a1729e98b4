import { at } from './at.ts';
import { lowerBound } from './lowerBound.ts';

/** How many of the numbers, which are in order, are no larger than a value. */
export function countUpTo(sorted: ArrayLike<number>, value: number): number {
  return lowerBound(0, sorted.length, (index) => at(sorted, index) > value);
}
