import { Int32Column } from '../model/column.ts';
import type { Profile } from '../model/profile.ts';
import { resized } from '../model/resized.ts';
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
  private length = 0;
  private boxes = resized(noBoxes, 1024);
  /** Rows of the boxes that are open. */
  private readonly stack = new Int32Column();

  open(fn: number, start: number): void {
    if (this.length === this.boxes.function.length) this.boxes = resized(this.boxes, 2 * this.length);
    const row = this.length++;
    const { boxes } = this;
    boxes.function[row] = fn;
    boxes.depth[row] = this.stack.length;
    boxes.parent[row] = this.top();
    boxes.start[row] = start;
    this.stack.push(row);
  }

  closeTo(depth: number, end: number): void {
    const { width, start } = this.boxes;
    while (this.stack.length > depth) {
      const box = this.top();
      this.stack.length--;
      width[box] = end - (start[box] ?? 0);
    }
  }

  weigh(weight: number): void {
    const { self } = this.boxes;
    const leaf = this.top();
    if (leaf >= 0) self[leaf] = (self[leaf] ?? 0) + weight;
  }

  finish(): BoxTable {
    return resized(this.boxes, this.length);
  }

  private top(): number {
    return this.stack.length > 0 ? (this.stack.rows[this.stack.length - 1] ?? -1) : -1;
  }
}

const noBoxes: BoxTable = {
  function: new Uint32Array(),
  depth: new Uint32Array(),
  parent: new Int32Array(),
  start: new Float64Array(),
  width: new Float64Array(),
  self: new Float64Array(),
};
