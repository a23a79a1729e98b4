import { at } from '../../model/at.ts';
import { Float64Column, Int32Column } from '../../model/column.ts';
import type { Input } from '../format.ts';
import { textLines } from '../textLines.ts';

/** A frame as `perf script` prints it. */
export interface UnwoundFrame {
  /** In the kernel, negative as everywhere; else in the file, or of an old perf in memory. */
  readonly address: number;
  readonly file: string;
}

const sample = /^\s*(-?\d+)\s+(\d+)\.(\d{9}):\s*$/;
const frame = /^\s+([0-9a-f]{1,16}) \((.*)\)$/;

/** The stacks of a recording with copies of the stack memory, as perf unwinds them: the text of `perf script -F tid,time,ip,dso`. */
export class UnwoundStacks {
  /** The first row of each sample's. */
  private readonly begins = new Map<string, number>();
  private readonly addresses = new Float64Column();
  private readonly files = new Int32Column();
  private readonly names: string[] = [];
  private readonly indices = new Map<string, number>();
  /** Row that is no frame, after the last of a stack. */
  private static readonly end = -1;

  constructor(input: Input) {
    for (const line of textLines(input)) {
      const [, tid, seconds, nanoseconds] = sample.exec(line) ?? [];
      if (tid !== undefined) {
        this.add(0, UnwoundStacks.end);
        this.begins.set(keyOf(Number(tid), Number(`${seconds}${nanoseconds}`)), this.addresses.length);
        continue;
      }
      const [, digits, file] = frame.exec(line) ?? [];
      // All ones stand where perf could not go on.
      if (digits !== undefined && file !== undefined && digits !== 'f'.repeat(16))
        this.add(signedAddress(digits), this.nameOf(file));
    }
    this.add(0, UnwoundStacks.end);
  }

  /** Innermost first. @param time ns. */
  of(tid: number, time: number): readonly UnwoundFrame[] {
    const frames: UnwoundFrame[] = [];
    let row = this.begins.get(keyOf(tid, time));
    for (; row !== undefined && at(this.files.rows, row) !== UnwoundStacks.end; row++)
      frames.push({ address: at(this.addresses.rows, row), file: at(this.names, at(this.files.rows, row)) });
    return frames;
  }

  private add(address: number, file: number): void {
    this.addresses.push(address);
    this.files.push(file);
  }

  private nameOf(file: string): number {
    let index = this.indices.get(file);
    if (index === undefined) {
      index = this.names.push(file) - 1;
      this.indices.set(file, index);
    }
    return index;
  }
}

function keyOf(tid: number, time: number): string {
  return `${tid}/${time}`;
}

function signedAddress(hex: string): number {
  const digits = hex.padStart(16, '0');
  return (Number.parseInt(digits.slice(0, 8), 16) | 0) * 2 ** 32 + Number.parseInt(digits.slice(8), 16);
}
