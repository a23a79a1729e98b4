import { at } from '../../model/at.ts';
import { countUpTo } from '../../model/countUpTo.ts';

/** Which function an instruction belongs to: the last that begins before it, as for gprof. */
export class FunctionRanges {
  private readonly starts: Float64Array;
  private readonly ends: ReadonlyMap<number, number>;

  /** @param ends where the functions end, by where they begin. */
  constructor(ends: ReadonlyMap<number, number>) {
    this.ends = ends;
    this.starts = Float64Array.from(ends.keys()).sort();
  }

  get size(): number {
    return this.starts.length;
  }

  /** Where the function of an address begins; undefined before the first. */
  startOf(address: number): number | undefined {
    const after = countUpTo(this.starts, address);
    return after === 0 ? undefined : at(this.starts, after - 1);
  }

  /** Where the instructions end of the function of an address: after them comes padding. Infinity where the file does not say. */
  endOf(address: number): number {
    return this.ends.get(this.startOf(address) ?? NaN) ?? Infinity;
  }

  /** Where the next function begins after an address. */
  nextAfter(address: number): number {
    return this.starts[countUpTo(this.starts, address)] ?? Infinity;
  }
}
