/** More than any search for leaks has rounds; a list of all costs nothing to speak of, and does not grow. */
const mostTimes = 10_000;

/** A list for a runner to go through again and again. */
export function manyTimes<Item>(items: readonly Item[]): Item[] {
  return Array.from({ length: mostTimes }, () => items).flat();
}
