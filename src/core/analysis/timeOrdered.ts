import { Float64Column, Int32Column } from '../model/column.ts';
import type { Profile } from '../model/profile.ts';
import type { BoxTable } from './boxTable.ts';

/** The flame chart of one thread: a box lasts as long as its function stays on the stack. Starts at 0 with the first sample, in µs. */
export function timeOrdered(profile: Profile, thread: number): BoxTable {
  const { nodes, samples } = profile;
  const chart = new Chart();
  const depths = depthsOf(profile);
  const opened = new Int32Column();
  let origin = NaN;
  let openNode = -1;
  let end = 0;
  for (let row = 0; row < samples.node.length; row++) {
    const node = samples.node[row] ?? 0;
    if (nodes.thread[node] !== thread) continue;
    const time = samples.time[row] ?? 0;
    if (Number.isNaN(origin)) origin = time;
    const start = time - origin;
    const shared = start > end ? -1 : commonCaller(nodes.parent, depths, openNode, node);
    chart.closeTo(shared < 0 ? 0 : (depths[shared] ?? 0) + 1, end);
    opened.length = 0;
    for (let above = node; above !== shared && above >= 0; above = nodes.parent[above] ?? -1) opened.push(above);
    while (opened.length > 0) chart.open(nodes.function[opened.rows[--opened.length] ?? 0] ?? 0, start);
    const weight = samples.weight[row] ?? 0;
    chart.weigh(weight);
    openNode = node;
    end = start + weight;
  }
  chart.closeTo(0, end);
  return chart.finish();
}

function depthsOf({ nodes: { parent } }: Profile): Uint32Array {
  const depths = new Uint32Array(parent.length);
  for (let node = 0; node < parent.length; node++) {
    const up = parent[node] ?? -1;
    depths[node] = up < 0 ? 0 : (depths[up] ?? 0) + 1;
  }
  return depths;
}

/** The deepest node that both stacks hold, or -1. */
function commonCaller(parent: Int32Array, depths: Uint32Array, a: number, b: number): number {
  let left = a;
  let right = b;
  while (left !== right) {
    if (left < 0 || right < 0) return -1;
    if ((depths[left] ?? 0) >= (depths[right] ?? 0)) left = parent[left] ?? -1;
    else right = parent[right] ?? -1;
  }
  return left;
}

class Chart {
  private readonly function = new Int32Column();
  private readonly depth = new Int32Column();
  private readonly parent = new Int32Column();
  private readonly start = new Float64Column();
  private readonly width = new Float64Column();
  private readonly self = new Float64Column();
  /** Rows of the boxes that are open. */
  private readonly stack = new Int32Column();

  open(fn: number, start: number): void {
    this.function.push(fn);
    this.depth.push(this.stack.length);
    this.parent.push(this.top());
    this.start.push(start);
    this.width.push(0);
    this.self.push(0);
    this.stack.push(this.function.length - 1);
  }

  closeTo(depth: number, end: number): void {
    while (this.stack.length > depth) {
      const box = this.top();
      this.stack.length--;
      this.width.add(box, end - (this.start.rows[box] ?? 0));
    }
  }

  weigh(weight: number): void {
    const leaf = this.top();
    if (leaf >= 0) this.self.add(leaf, weight);
  }

  finish(): BoxTable {
    return {
      function: this.function.finishUnsigned(),
      depth: this.depth.finishUnsigned(),
      parent: this.parent.finish(),
      start: this.start.finish(),
      width: this.width.finish(),
      self: this.self.finish(),
    };
  }

  private top(): number {
    return this.stack.length > 0 ? (this.stack.rows[this.stack.length - 1] ?? -1) : -1;
  }
}
