import type { LineTable } from './profile.ts';
import { resized } from './resized.ts';

/** The lines of a call tree while they grow. */
export class LineColumns {
  length = 0;
  private columns: LineTable;

  constructor(room = 0) {
    this.columns = resized(noLines, Math.max(16, room));
  }

  add(node: number, line: number, column: number, weight: number): void {
    if (this.length === this.columns.node.length) this.columns = resized(this.columns, 2 * this.length);
    const row = this.length++;
    const { columns } = this;
    columns.node[row] = node;
    columns.line[row] = line;
    columns.column[row] = column;
    columns.weight[row] = weight;
  }

  weigh(row: number, weight: number): void {
    const { weight: weights } = this.columns;
    weights[row] = (weights[row] ?? 0) + weight;
  }

  /** What of each node's weight is on a line. */
  placed(nodes: number): Float64Array {
    const placed = new Float64Array(nodes);
    const { node, weight } = this.columns;
    for (let row = 0; row < this.length; row++) {
      const on = node[row] ?? 0;
      placed[on] = (placed[on] ?? 0) + (weight[row] ?? 0);
    }
    return placed;
  }

  finish(): LineTable {
    return resized(this.columns, this.length);
  }
}

const noLines: LineTable = {
  node: new Uint32Array(),
  line: new Int32Array(),
  column: new Int32Array(),
  weight: new Float64Array(),
};
