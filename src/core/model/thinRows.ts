import { at } from './at.ts';

/** Columns of one length; times do not descend. */
export interface Rows {
  readonly time: Float64Array;
  readonly columns: readonly Float64Array[];
}

/** At ten rows a second, seven minutes. */
export const mostRows = 4096;

/**
 * The same, or where there are too many rows, about half of that number at most. Of each of equal intervals two rows are left:
 * the least and the largest value of each column, so that nothing that stands out is lost. Rows may be thinned out again and
 * again: intervals are a power of two µs and begin at multiples of that, so that what stands out stays in its place.
 */
export function thinRows({ time, columns }: Rows, most = mostRows): Rows {
  const { length } = time;
  if (length <= most) return { time, columns };
  const width = 2 ** Math.ceil(Math.log2((at(time, length - 1) - at(time, 0) + 1) / (most / 4)));
  const intervalOf = (row: number): number => Math.floor(at(time, row) / width);
  const times: number[] = [];
  const thinned = columns.map((): number[] => []);
  for (let start = 0, end = 0; start < length; start = end) {
    while (end < length && intervalOf(end) === intervalOf(start)) end++;
    const isAlone = end - start === 1;
    times.push(at(time, start));
    if (!isAlone) times.push(at(time, end - 1));
    for (const [index, column] of columns.entries()) {
      const [least, largest] = extremes(column, start, end);
      at(thinned, index).push(least);
      if (!isAlone) at(thinned, index).push(largest);
    }
  }
  return { time: Float64Array.from(times), columns: thinned.map((column) => Float64Array.from(column)) };
}

function extremes(column: Float64Array, start: number, end: number): readonly [number, number] {
  let [least, largest] = [Infinity, -Infinity];
  for (let row = start; row < end; row++) {
    least = Math.min(least, at(column, row));
    largest = Math.max(largest, at(column, row));
  }
  return [least, largest];
}
