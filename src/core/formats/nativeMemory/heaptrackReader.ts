import type { ProfileBuilder } from '../../model/builder.ts';
import { Float64Column, Int32Column } from '../../model/column.ts';
import type { Timeline } from '../../model/timeline.ts';
import { isMeasured } from '../isMeasured.ts';
import { addFrame, type Leaf, type StackFrame } from './addStack.ts';
import { isAllocator } from './allocators.ts';
import { HeapGrowth } from './heapGrowth.ts';

export const heaptrackEvents = [
  { event: 'allocated', unit: 'bytes' },
  { event: 'allocations', unit: 'events' },
  // Freed before anything else was allocated.
  { event: 'temporary', unit: 'events' },
  // What was in use when that was most, and what still was at the end.
  { event: 'peak', unit: 'bytes' },
  { event: 'leaked', unit: 'bytes' },
] as const;

export type HeaptrackEvent = (typeof heaptrackEvents)[number]['event'];

/** Larger than what a column or a file of source has. */
const largest = 2 ** 31;

/**
 * Reads heaptrack's lines: a letter, then hexadecimal numbers. Tables count from 1, allocations from 0.
 *
 *     s length text                    a string
 *     i address module (function file line)*   an instruction: the innermost function, then those it was inlined into
 *     t instruction caller             a stack: an instruction on top of another stack
 *     a size stack                     a kind of allocation
 *     + allocation, - allocation       one is made, one is freed
 *     I page …                         bytes of a page, and of the machine
 *     c time, R pages                  ms since the start, and the RSS then
 */
export class HeaptrackReader {
  version = 0;
  /** Lines that could not be read. */
  broken = 0;

  private readonly builder: ProfileBuilder;
  private readonly strings: string[] = [];
  private readonly instructions: (readonly StackFrame[])[] = [];
  private readonly leaves: (Leaf | undefined)[] = [];
  /** By kind of allocation. */
  private readonly sizes = new Float64Column();
  private readonly stacks = new Int32Column();
  /** By stack. */
  private readonly made = new Float64Column();
  private readonly bytes = new Float64Column();
  private readonly temporary = new Float64Column();
  private readonly live = new Float64Column();
  private readonly atPeak = new Float64Column();
  /** Stacks whose live bytes changed since the last peak. */
  private readonly changed = new Set<number>();
  private sum = 0;
  private peak = 0;
  private last = -1;
  private readonly growth = new HeapGrowth();
  private pageSize = 4096;
  private readonly pid: number;

  constructor(builder: ProfileBuilder, pid: number) {
    this.builder = builder;
    this.pid = pid;
    // The stack that nothing is known of.
    this.addStack(undefined);
  }

  readLine(line: string): void {
    if (!this.understands(line[0], line)) this.broken++;
  }

  weigh(event: HeaptrackEvent): void {
    const column = {
      allocated: this.bytes,
      allocations: this.made,
      temporary: this.temporary,
      peak: this.atPeak,
      leaked: this.live,
    }[event];
    for (const [stack, known] of this.leaves.entries()) {
      const weight = column.rows[stack] ?? 0;
      if (weight <= 0) continue;
      const leaf = known ?? addFrame(this.builder, undefined, unknown);
      // Counted, not sampled.
      this.builder.weigh(leaf.node, weight, 0);
      this.builder.line(leaf.node, leaf.line, weight);
    }
  }

  timeline(): Timeline {
    return this.growth.timeline(this.pid);
  }

  /** False for a line that is broken. */
  private understands(mode: string | undefined, line: string): boolean {
    switch (mode) {
      case 's':
        return this.addString(line);
      case 'i':
        return this.addInstruction(numbersOf(line));
      case 't':
        return this.addTrace(numbersOf(line));
      case 'a':
        return this.addAllocation(numbersOf(line));
      case '+':
        return this.allocate(numbersOf(line)[0]);
      case '-':
        return this.free(numbersOf(line)[0]);
      case 'v':
        this.version = numbersOf(line)[1] ?? 0;
        return true;
      case 'X':
        this.builder.thread({ name: line.slice(2), pid: this.pid, tid: 0 });
        return true;
      case 'I':
        this.pageSize = numbersOf(line)[0] ?? this.pageSize;
        return true;
      case 'c':
        return this.growth.stamp((numbersOf(line)[0] ?? -1) * 1000, this.sum);
      case 'R':
        this.growth.resident((numbersOf(line)[0] ?? 0) * this.pageSize);
        return true;
      // What was allocated before it was attached, suppressed leaks, comments.
      default:
        return mode === undefined || 'AS#'.includes(mode);
    }
  }

  private addString(line: string): boolean {
    // From version 3 on, its length in bytes stands before it.
    const text = this.version >= 3 ? /^s [0-9a-f]+ (.*)$/.exec(line)?.[1] : line.slice(2);
    this.strings.push(text ?? '');
    return text !== undefined;
  }

  private addInstruction([address, module = 0, ...places]: readonly number[]): boolean {
    const file = this.strings[module - 1] ?? '';
    const frames: StackFrame[] = [];
    for (let index = 0; index < places.length; index += 3) {
      const [fn = 0, source = 0, line = 0] = places.slice(index, index + 3);
      const known = source > 0 && line < largest;
      frames.push({
        name: this.strings[fn - 1] ?? '(unknown)',
        file: known ? (this.strings[source - 1] ?? '') : file,
        line: known ? line : 0,
        inlined: index + 3 < places.length,
      });
    }
    this.instructions.push(frames.length > 0 ? frames : [{ name: '(unknown)', file, line: 0 }]);
    return address !== undefined;
  }

  /** A table that lacks a row would shift all that follow, so that what is broken is nothing known. */
  private addTrace([instruction = 0, caller = 0]: readonly number[]): boolean {
    const frames = this.instructions[instruction - 1];
    let leaf = this.leaves[caller];
    if (frames !== undefined && !(leaf !== undefined && isAllocator(frames[0]?.name ?? ''))) {
      for (let index = frames.length - 1; index >= 0; index--) {
        const frame = frames[index];
        if (frame !== undefined) leaf = addFrame(this.builder, leaf, frame);
      }
    }
    this.addStack(leaf);
    return frames !== undefined && caller < this.leaves.length;
  }

  private addStack(leaf: Leaf | undefined): void {
    this.leaves.push(leaf);
    for (const column of [this.made, this.bytes, this.temporary, this.live, this.atPeak]) column.push(0);
  }

  private addAllocation([size = 0, stack = 0]: readonly number[]): boolean {
    const isKnown = stack < this.leaves.length && isMeasured(size);
    this.sizes.push(isKnown ? size : 0);
    this.stacks.push(isKnown ? stack : 0);
    return isKnown;
  }

  private allocate(kind = -1): boolean {
    const [size, stack] = [this.sizes.rows[kind], this.stacks.rows[kind]];
    if (kind >= this.sizes.length || size === undefined || stack === undefined) return false;
    this.made.add(stack, 1);
    this.bytes.add(stack, size);
    this.change(stack, size);
    this.last = kind;
    if (this.sum > this.peak) {
      this.peak = this.sum;
      for (const each of this.changed) this.atPeak.rows[each] = this.live.rows[each] ?? 0;
      this.changed.clear();
    }
    return true;
  }

  private free(kind = -1): boolean {
    const [size, stack] = [this.sizes.rows[kind], this.stacks.rows[kind]];
    // What was freed was allocated before.
    if (kind >= this.sizes.length || size === undefined || stack === undefined) return false;
    if ((this.live.rows[stack] ?? 0) < size) return false;
    if (this.last === kind) this.temporary.add(stack, 1);
    this.last = -1;
    this.change(stack, -size);
    return true;
  }

  private change(stack: number, size: number): void {
    this.live.add(stack, size);
    this.sum += size;
    this.growth.holds(this.sum);
    this.changed.add(stack);
  }
}

const unknown: StackFrame = { name: '(unknown)', file: '', line: 0 };

/** The numbers of a line, none when one of them is broken. */
function numbersOf(line: string): number[] {
  const numbers = line
    .slice(2)
    .trim()
    .split(' ')
    .map((text) => (/^[0-9a-f]{1,16}$/.test(text) ? parseInt(text, 16) : NaN));
  return numbers.some(Number.isNaN) ? [] : numbers;
}
