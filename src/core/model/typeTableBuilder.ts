import { Float64Column, Int32Column } from './column.ts';
import { PairTable } from './pairTable.ts';
import type { TypeTable } from './typeTable.ts';

/** Collects the rows of a `TypeTable`; equal ones become one. */
export class TypeTableBuilder {
  private readonly ids = new Map<string, number>();
  private readonly rows = new PairTable();
  private readonly nodes = new Int32Column();
  private readonly types = new Int32Column();
  private readonly weights = new Float64Column();
  private readonly counts = new Float64Column();

  add(node: number, name: string, weight: number, count: number): void {
    const type = this.ids.get(name) ?? this.ids.size;
    this.ids.set(name, type);
    const next = this.nodes.length;
    const row = this.rows.intern(node, type, next);
    if (row === next) {
      this.nodes.push(node);
      this.types.push(type);
      this.weights.push(weight);
      this.counts.push(count);
    } else {
      this.weights.add(row, weight);
      this.counts.add(row, count);
    }
  }

  finish(): TypeTable {
    return {
      names: [...this.ids.keys()],
      node: this.nodes.finishUnsigned(),
      type: this.types.finishUnsigned(),
      weight: this.weights.finish(),
      count: this.counts.finish(),
    };
  }
}
