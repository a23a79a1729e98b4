import { at } from '../model/at.ts';
import { Float64Column, Int32Column } from '../model/column.ts';
import type { Profile } from '../model/profile.ts';
import type { BoxTable } from './boxTable.ts';

/** The flame chart of one thread: a box lasts as long as its function stays on the stack. Starts at 0 with the first sample, in µs. */
export function timeOrdered(profile: Profile, thread: number): BoxTable {
  const { nodes, samples } = profile;
  const chart = new Chart();
  const depths = depthsOf(profile);
  let origin = NaN;
  let openNode = -1;
  let end = 0;
  for (const [row, node] of samples.node.entries()) {
    if (at(nodes.thread, node) !== thread) continue;
    const time = at(samples.time, row);
    if (Number.isNaN(origin)) origin = time;
    const start = time - origin;
    const shared = start > end ? -1 : commonCaller(profile, depths, openNode, node);
    chart.closeTo(shared < 0 ? 0 : at(depths, shared) + 1, end);
    const opened: number[] = [];
    for (let above = node; above !== shared && above >= 0; above = at(nodes.parent, above)) opened.push(above);
    for (const above of opened.reverse()) chart.open(at(nodes.function, above), start);
    chart.weigh(at(samples.weight, row));
    openNode = node;
    end = start + at(samples.weight, row);
  }
  chart.closeTo(0, end);
  return chart.finish();
}

function depthsOf({ nodes }: Profile): Uint32Array {
  const depths = new Uint32Array(nodes.parent.length);
  for (const [node, parent] of nodes.parent.entries()) depths[node] = parent < 0 ? 0 : at(depths, parent) + 1;
  return depths;
}

/** The deepest node that both stacks hold, or -1. */
function commonCaller({ nodes }: Profile, depths: Uint32Array, a: number, b: number): number {
  let [left, right] = [a, b];
  while (left !== right) {
    if (left < 0 || right < 0) return -1;
    if (at(depths, left) >= at(depths, right)) left = at(nodes.parent, left);
    else right = at(nodes.parent, right);
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
  private readonly stack: number[] = [];

  open(fn: number, start: number): void {
    this.function.push(fn);
    this.depth.push(this.stack.length);
    this.parent.push(this.stack.at(-1) ?? -1);
    this.start.push(start);
    this.width.push(0);
    this.self.push(0);
    this.stack.push(this.function.length - 1);
  }

  closeTo(depth: number, end: number): void {
    while (this.stack.length > depth) {
      const box = this.stack.pop() ?? 0;
      this.width.add(box, end - at(this.start.rows, box));
    }
  }

  weigh(weight: number): void {
    const leaf = this.stack.at(-1);
    if (leaf !== undefined) this.self.add(leaf, weight);
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
}
