import { mostRows, thinRows } from '../core/model/thinRows.ts';
import type { Metric } from '../core/model/timeline.ts';
import type { RecordedTrack } from './protocol.ts';

/** Rows of one sampler since they were last taken: thinned out where nobody does so for long. */
export class SampledRows {
  private readonly metrics: readonly Metric[];
  private time: number[] = [];
  private columns: number[][];

  constructor(metrics: readonly Metric[]) {
    this.metrics = metrics;
    this.columns = metrics.map(() => []);
  }

  /** @param values one of each metric. */
  push(time: number, values: readonly number[]): void {
    this.time.push(Math.round(time));
    for (const [index, column] of this.columns.entries()) column.push(values[index] ?? 0);
    if (this.time.length <= mostRows) return;
    const thinned = thinRows({
      time: Float64Array.from(this.time),
      columns: this.columns.map((column) => Float64Array.from(column)),
    });
    this.time = [...thinned.time];
    this.columns = thinned.columns.map((column) => [...column]);
  }

  take(owner: Pick<RecordedTrack, 'pid' | 'tid'>): RecordedTrack {
    const [time, columns] = [this.time, this.columns];
    this.time = [];
    this.columns = this.metrics.map(() => []);
    return {
      ...owner,
      time,
      values: Object.fromEntries(this.metrics.map((metric, index) => [metric, columns[index]])),
    };
  }
}
