import type { Metric } from '../core/model/timeline.ts';

/** What is known of the process, but for the time, which comes first. */
export const processMetrics = ['rss', 'cpu', 'minorFaults', 'majorFaults'] as const satisfies readonly Metric[];

const width = 1 + processMetrics.length;
/** At ten rows a second, almost 14 minutes of a main thread that saves nothing, 330 KB; what comes after that is left out. */
const capacity = 8192;

const counter = { written: 0, taken: 1, beats: 2 } as const;
const counterBytes = 16;

/**
 * Rows that the watchdog writes and the main thread takes, so that they are there when the main thread is busy. A ring with one
 * writer and one reader, which need no lock.
 */
export class ProcessRows {
  readonly memory: SharedArrayBuffer;
  private readonly counters: Int32Array;
  private readonly rows: Float64Array;

  constructor(memory = new SharedArrayBuffer(counterBytes + 8 * width * capacity)) {
    this.memory = memory;
    this.counters = new Int32Array(memory, 0, 3);
    this.rows = new Float64Array(memory, counterBytes);
  }

  /** @param row the time, and a number of each of `processMetrics`. */
  push(row: readonly number[]): void {
    const written = Atomics.load(this.counters, counter.written);
    if (written - Atomics.load(this.counters, counter.taken) === capacity) return;
    this.rows.set(row, (written % capacity) * width);
    Atomics.store(this.counters, counter.written, written + 1);
  }

  /** Those that were not taken yet. */
  take(): readonly (readonly number[])[] {
    const written = Atomics.load(this.counters, counter.written);
    const taken: number[][] = [];
    for (let row = Atomics.load(this.counters, counter.taken); row < written; row++) {
      const start = (row % capacity) * width;
      taken.push(Array.from(this.rows.subarray(start, start + width)));
    }
    Atomics.store(this.counters, counter.taken, written);
    return taken;
  }

  /** The main thread's event loop has turned. */
  beat(): void {
    Atomics.add(this.counters, counter.beats, 1);
  }

  get beats(): number {
    return Atomics.load(this.counters, counter.beats);
  }
}
