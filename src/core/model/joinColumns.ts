import { at } from './at.ts';

/** Parts do not overlap: each begins where the one before it was saved. */
export function inOrder<Part extends { readonly time: Float64Array }>(parts: readonly Part[]): readonly Part[] {
  return parts.filter(({ time }) => time.length > 0).sort((a, b) => at(a.time, 0) - at(b.time, 0));
}

export function joined(columns: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(columns.reduce((sum, { length }) => sum + length, 0));
  let filled = 0;
  for (const column of columns) {
    all.set(column, filled);
    filled += column.length;
  }
  return all;
}
