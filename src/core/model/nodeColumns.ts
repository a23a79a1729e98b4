import type { NodeTable } from './profile.ts';
import { resized } from './resized.ts';

/** A call tree while it grows. The columns have room for the same number of nodes; what nobody set is 0. */
export class NodeColumns {
  length = 0;
  private columns: NodeTable;

  constructor(room = 0) {
    this.columns = resized(noNodes, Math.max(16, room));
  }

  add(parent: number, fn: number, thread: number, callLine: number, callColumn: number): void {
    if (this.length === this.columns.parent.length) this.columns = resized(this.columns, 2 * this.length);
    const node = this.length++;
    const { columns } = this;
    columns.parent[node] = parent;
    columns.function[node] = fn;
    columns.thread[node] = thread;
    columns.callLine[node] = callLine;
    columns.callColumn[node] = callColumn;
  }

  markInlined(node: number): void {
    this.columns.inlined[node] = 1;
  }

  weigh(node: number, weight: number, count: number): void {
    const { self, count: counts } = this.columns;
    self[node] = (self[node] ?? 0) + weight;
    counts[node] = (counts[node] ?? 0) + count;
  }

  selfOf(node: number): number {
    return this.columns.self[node] ?? 0;
  }

  finish(): NodeTable {
    return resized(this.columns, this.length);
  }
}

const noNodes: NodeTable = {
  parent: new Int32Array(),
  function: new Uint32Array(),
  thread: new Uint16Array(),
  callLine: new Int32Array(),
  callColumn: new Int32Array(),
  inlined: new Uint8Array(),
  self: new Float64Array(),
  count: new Float64Array(),
};
