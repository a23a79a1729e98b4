import { Float64Column, Int32Column } from '../model/column.ts';
import { PairTable } from '../model/pairTable.ts';

/** A tree of functions in columns; parents come before their children, and roots have -1. */
export interface StackTable {
  readonly parent: Int32Array;
  readonly function: Uint32Array;
  readonly self: Float64Array;
}

/** Stacks that are merged function by function, whatever their lines and threads. */
export class StackTree {
  readonly parent = new Int32Column();
  readonly function = new Int32Column();
  readonly self = new Float64Column();
  private readonly ids: PairTable;

  /** Has room for that many stacks before it grows. */
  constructor(expected = 0) {
    this.ids = new PairTable(expected);
  }

  /** The child of `parent` (-1: the root) that is this function. */
  child(parent: number, fn: number): number {
    const next = this.parent.length;
    const id = this.ids.intern(parent, fn, next);
    if (id === next) {
      this.parent.push(parent);
      this.function.push(fn);
      this.self.push(0);
    }
    return id;
  }

  weigh(id: number, weight: number): void {
    this.self.add(id, weight);
  }

  finish(): StackTable {
    return { parent: this.parent.finish(), function: this.function.finishUnsigned(), self: this.self.finish() };
  }
}
