import type { JsonReader } from '../jsonReader.ts';

/** Numbers that are read at once. */
const blockSize = 2 ** 15;

/** Visits the rows of an array of numbers: a block of them and where in it each row begins. Gives the count of whole rows. */
export function readRows(json: JsonReader, width: number, visit: (block: Float64Array, start: number) => void): number {
  const block = new Float64Array(blockSize - (blockSize % width));
  let rows = 0;
  json.numbers(block, (count) => {
    for (let start = 0; start + width <= count; start += width) {
      visit(block, start);
      rows++;
    }
  });
  return rows;
}

/** Counts what is no whole number from 0 up to 2^32. */
export class UnsignedCheck {
  wrong = 0;

  /** The value, or 0 in its place. */
  take(value: number | undefined): number {
    if (value !== undefined && value >>> 0 === value) return value;
    this.wrong++;
    return 0;
  }
}
