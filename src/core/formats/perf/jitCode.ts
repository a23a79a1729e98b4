import { at } from '../../model/at.ts';
import type { ProfileBuilder } from '../../model/builder.ts';
import { lowerBound } from '../../model/lowerBound.ts';
import type { Input } from '../format.ts';
import { textLines } from '../textLines.ts';
import { AddressMap } from './addressMap.ts';
import type { Frame } from './frame.ts';
import { jitFunction } from './jitName.ts';

/** Which position in a file code from an offset on, up to the next one's, stands for. */
export interface PositionOfCode {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** Code that a runtime put into its memory. */
export interface JitLoad {
  readonly start: number;
  readonly length: number;
  /** ns on the machine's monotonic clock. */
  readonly time: number;
  readonly name: string;
  /** Of a jitdump: what the file is named by that `perf inject --jit` makes of it. */
  readonly index?: number;
  /** Sorted by offset; empty when the runtime did not say. */
  readonly positions: readonly PositionOfCode[];
}

interface JitRange {
  readonly start: number;
  readonly end: number;
  readonly load: JitLoad;
  readonly fn: number;
  /** By address. */
  readonly frames: Map<number, Frame>;
}

/** Lines have fewer digits. */
const mostLines = 2 ** 29;

/** The code of a process' runtime as it is at a time; times go up. */
export class JitCode {
  private readonly builder: ProfileBuilder;
  private readonly loads: readonly JitLoad[];
  private readonly ranges = new AddressMap<JitRange>();
  private loaded = 0;
  private byIndex: ReadonlyMap<number | undefined, JitLoad> | undefined;

  constructor(builder: ProfileBuilder, loads: JitLoad[]) {
    this.builder = builder;
    this.loads = loads.sort((a, b) => a.time - b.time);
  }

  /** Brings it to a time. Says whether other code stood where some of the new stands. */
  loadUntil(time: number): boolean {
    let isOver = false;
    for (let load = this.loads[this.loaded]; load !== undefined && load.time <= time;) {
      const fn = this.builder.function(jitFunction(load.name));
      const range = { start: load.start, end: load.start + load.length, load, fn, frames: new Map<number, Frame>() };
      isOver = this.ranges.add(range) || isOver;
      load = this.loads[++this.loaded];
    }
    return isOver;
  }

  frame(address: number): Frame | undefined {
    const range = this.ranges.at(address);
    if (range === undefined) return undefined;
    let frame = range.frames.get(address);
    if (frame === undefined) {
      const { line, column } = positionAt(range.load.positions, address - range.load.start);
      frame = { fn: range.fn, line, column, isInlined: false };
      range.frames.set(address, frame);
    }
    return frame;
  }

  /** Of code by its index in the jitdump, whatever the time. */
  frameOfIndex(index: number): Frame | undefined {
    this.byIndex ??= new Map(this.loads.map((load) => [load.index, load]));
    const load = this.byIndex.get(index);
    return load && { fn: this.builder.function(jitFunction(load.name)), line: 0, column: 0, isInlined: false };
  }
}

function positionAt(positions: readonly PositionOfCode[], offset: number): { line: number; column: number } {
  const found = positions[lowerBound(0, positions.length, (index) => at(positions, index).offset > offset) - 1];
  return found === undefined || found.line > mostLines || found.column > mostLines ? { line: 0, column: 0 } : found;
}

/** `START SIZE name` in hex digits, as many runtimes leave in /tmp/perf-PID.map. */
export function readPerfMap(input: Input): JitLoad[] {
  const loads: JitLoad[] = [];
  for (const line of textLines(input)) {
    const [, start, length, name] = /^(?:0x)?([0-9a-f]{1,16}) (?:0x)?([0-9a-f]{1,12}) (.+)$/i.exec(line) ?? [];
    if (start === undefined || length === undefined || name === undefined) continue;
    loads.push({
      start: Number.parseInt(start, 16),
      length: Number.parseInt(length, 16),
      time: 0,
      name,
      positions: [],
    });
  }
  return loads;
}
