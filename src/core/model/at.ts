/**
 * The element at an index that the model guarantees to exist.
 * @throws RangeError on a broken invariant, rather than going on with `undefined`.
 */
export function at<T>(items: ArrayLike<T>, index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`index ${index} is outside 0..${items.length - 1}`);
  return item;
}
