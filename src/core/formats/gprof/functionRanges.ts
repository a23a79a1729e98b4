import { at } from '../../model/at.ts';
import { countUpTo } from '../../model/countUpTo.ts';

/** Which function an instruction belongs to: the last that begins before it, as for gprof. */
export class FunctionRanges {
  private readonly starts: Float64Array;

  /** @param starts in order. */
  constructor(starts: Float64Array) {
    this.starts = starts;
  }

  get size(): number {
    return this.starts.length;
  }

  /** Where the function of an address begins; undefined before the first. */
  startOf(address: number): number | undefined {
    const after = countUpTo(this.starts, address);
    return after === 0 ? undefined : at(this.starts, after - 1);
  }

  /** Where the next function begins after an address. */
  nextAfter(address: number): number {
    return this.starts[countUpTo(this.starts, address)] ?? Infinity;
  }
}
