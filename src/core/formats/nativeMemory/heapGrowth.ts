import { Float64Column } from '../../model/column.ts';
import { at } from '../../model/at.ts';
import { thinRows } from '../../model/thinRows.ts';
import { emptyTimeline, type Timeline } from '../../model/timeline.ts';

/** How the heap of a program grew, by the time stamps between its allocations. */
export class HeapGrowth {
  private readonly time = new Float64Column();
  private readonly used = new Float64Column();
  private readonly rss = new Float64Column();
  /** The most since the last time stamp. */
  private most = 0;

  /** What the heap holds now. */
  holds(bytes: number): void {
    this.most = Math.max(this.most, bytes);
  }

  /** False for a time before the last one. @param now µs. @param bytes what the heap holds. */
  stamp(now: number, bytes: number): boolean {
    if (now < (this.time.rows[this.time.length - 1] ?? 0)) return false;
    this.time.push(now);
    this.used.push(Math.max(this.most, bytes));
    this.rss.push(this.rss.rows[this.rss.length - 1] ?? 0);
    this.most = bytes;
    return true;
  }

  /** The RSS at the last time stamp. */
  resident(bytes: number): void {
    if (this.rss.length > 0) this.rss.rows[this.rss.length - 1] = bytes;
  }

  /** Empty where a single moment is all that there is. */
  timeline(pid: number): Timeline {
    const whole = { time: this.time.finish(), columns: [this.used.finish(), this.rss.finish()] };
    if (whole.time[0] === whole.time.at(-1)) return emptyTimeline;
    const { time, columns } = thinRows(whole);
    const [heapUsed, rss] = [at(columns, 0), at(columns, 1)];
    const values = rss.some((bytes) => bytes > 0) ? { heapUsed, rss } : { heapUsed };
    return { ...emptyTimeline, tracks: [{ pid, tid: 0, time, values }] };
  }
}
