import type { SampleTable } from './profile.ts';
import { resized } from './resized.ts';

/** The samples of a profile while they are added. */
export class SampleColumns {
  private length = 0;
  private columns: SampleTable;

  constructor(room = 0) {
    this.columns = resized(noSamples, Math.max(16, room));
  }

  add(node: number, time: number, weight: number): void {
    if (this.length === this.columns.node.length) this.columns = resized(this.columns, 2 * this.length);
    const sample = this.length++;
    const { columns } = this;
    columns.node[sample] = node;
    columns.time[sample] = time;
    columns.weight[sample] = weight;
  }

  finish(): SampleTable {
    return resized(this.columns, this.length);
  }
}

const noSamples: SampleTable = { node: new Uint32Array(), time: new Float64Array(), weight: new Float64Array() };
