/**
 * The element at an index that the model guarantees to exist.
 * Loops over millions of rows read `column[row] ?? 0` instead: all columns share this function, so V8 compiles its access for
 * arrays of any type, which is ten times as slow.
 * @throws RangeError on a broken invariant, rather than going on with `undefined`.
 */
export function at<T>(items: ArrayLike<T>, index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`index ${index} is outside 0..${items.length - 1}`);
  return item;
}
