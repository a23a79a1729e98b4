import { at } from '../../model/at.ts';
import type { ProfileBuilder } from '../../model/builder.ts';
import { isMeasured } from '../isMeasured.ts';
import { numberOf } from '../json.ts';
import type { GeckoFrames } from './geckoFrames.ts';
import type { GeckoUnit } from './geckoUnit.ts';
import type { GeckoTables, GeckoThread } from './readGeckoFile.ts';

/** Adds the samples of threads to a builder. */
export class ThreadSamples {
  broken = 0;
  private readonly builder: ProfileBuilder;
  private readonly frames: GeckoFrames;
  private readonly idle: number;

  constructor(builder: ProfileBuilder, frames: GeckoFrames) {
    this.builder = builder;
    this.frames = frames;
    this.idle = builder.function({ name: '(idle)', file: '', line: 0, column: 0, category: 'idle' });
  }

  add(thread: GeckoThread, { scale, countsSamples }: GeckoUnit): void {
    const { name, pid, tid, samples, tables, start } = thread;
    const stacks = new Stacks(this.builder, this.frames, tables, this.builder.thread({ name, pid, tid }));
    const weights = samples.column('weight');
    const times = timesOf(thread);
    for (const row of inOrder(times)) {
      const stack = samples.column('stack')[row];
      // Nothing ran.
      if (stack === null || stack === undefined) continue;
      const count = numberOf(weights[row], weights.length === 0 ? 1 : NaN);
      const leaf = stacks.leaf(numberOf(stack, -1));
      if (leaf === undefined || !(count >= 0 && isMeasured(count * scale))) this.broken++;
      else if (count > 0) {
        // What waits is in any function; only its category says so.
        const node = leaf.isIdle
          ? this.builder.node(leaf.node, this.idle, stacks.thread, leaf.line, leaf.column)
          : leaf.node;
        if (node < 0) continue;
        const weight = count * scale;
        this.builder.weigh(node, weight, countsSamples ? count : 1);
        this.builder.sample(node, weight, (start + at(times, row)) * 1000);
        if (!leaf.isIdle && leaf.line > 0) this.builder.line(node, leaf.line, weight, leaf.column);
      }
    }
  }
}

/** ms; where one is missing, that of the sample before. */
function timesOf({ samples }: GeckoThread): Float64Array {
  const deltas = samples.column('timeDeltas');
  const times = samples.column('time');
  let time = 0;
  return Float64Array.from(samples.column('stack'), (_, row) => {
    const next = times.length > 0 ? numberOf(times[row], time) : time + numberOf(deltas[row]);
    if (isMeasured(next * 1000)) time = next;
    return time;
  });
}

function inOrder(times: Float64Array): number[] {
  const rows = Array.from(times.keys());
  return rows.sort((a, b) => at(times, a) - at(times, b));
}

interface Leaf {
  readonly node: number;
  readonly line: number;
  readonly column: number;
  readonly isIdle: boolean;
}

/** The stacks of a thread as nodes, made when a sample has them: most are of markers. */
class Stacks {
  readonly thread: number;
  private readonly builder: ProfileBuilder;
  private readonly frames: GeckoFrames;
  private readonly tables: GeckoTables;
  private readonly callers = new Map<number, Leaf>();
  private readonly leaves = new Map<number, Leaf | undefined>();

  constructor(builder: ProfileBuilder, frames: GeckoFrames, tables: GeckoTables, thread: number) {
    this.builder = builder;
    this.frames = frames;
    this.tables = tables;
    this.thread = thread;
  }

  /** Undefined where the tables have no such stack. */
  leaf(stack: number): Leaf | undefined {
    if (this.leaves.has(stack)) return this.leaves.get(stack);
    const missing: number[] = [];
    let prefix = this.prefixOf(stack);
    for (; prefix >= 0 && !this.callers.has(prefix); prefix = this.prefixOf(prefix)) missing.push(prefix);
    let leaf: Leaf | undefined;
    if (!Number.isNaN(prefix)) {
      let caller = this.callers.get(prefix);
      for (const each of missing.reverse()) {
        caller = this.child(caller, each, true);
        this.callers.set(each, caller);
      }
      leaf = this.child(caller, stack, false);
    }
    this.leaves.set(stack, leaf);
    return leaf;
  }

  /** -1 at the bottom; NaN where there is no such stack, or one that does not stand before it, as each caller's does. */
  private prefixOf(stack: number): number {
    const { stacks } = this.tables;
    if (typeof stacks.column('frame')[stack] !== 'number') return NaN;
    const offset = stacks.column('prefixOffset')[stack];
    const prefix =
      offset === undefined ? (stacks.column('prefix')[stack] ?? -1) : offset === 0 ? -1 : stack - numberOf(offset, NaN);
    return typeof prefix === 'number' && Number.isInteger(prefix) && prefix >= -1 && prefix < stack ? prefix : NaN;
  }

  private child(caller: Leaf | undefined, stack: number, isCaller: boolean): Leaf {
    const frame = this.frames.of(this.tables, numberOf(this.tables.stacks.column('frame')[stack], -1), isCaller);
    const isIdle = frame.category === '' ? (caller?.isIdle ?? false) : frame.category === 'Idle';
    const above = caller?.node ?? -1;
    if (frame.fn < 0) return { node: above, line: caller?.line ?? 0, column: caller?.column ?? 0, isIdle };
    const node = this.builder.node(above, frame.fn, this.thread, above < 0 ? 0 : (caller?.line ?? 0), caller?.column);
    if (frame.isInlined && above >= 0) this.builder.markInlined(node);
    return { node, line: frame.line, column: frame.column, isIdle };
  }
}
