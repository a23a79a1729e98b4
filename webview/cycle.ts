import { at } from '../src/core/model/at.ts';

/** Which of the matches was chosen, counted from 1. */
export interface MatchPlace {
  readonly item: number;
  readonly place: number;
  readonly of: number;
}

/** The item after (or before) the current one, round and round; the first when the current one is not among them. */
export function cycle(items: ArrayLike<number>, current: number, step: 1 | -1): MatchPlace | undefined {
  if (items.length === 0) return undefined;
  const here = Array.prototype.indexOf.call(items, current);
  const first = step > 0 ? 0 : items.length - 1;
  const index = here < 0 ? first : (here + step + items.length) % items.length;
  return { item: at(items, index), place: index + 1, of: items.length };
}
