import type { Frame } from './frame.ts';
import { cpuMode } from './recordTypes.ts';
import type { UnwoundFrame, UnwoundStacks } from './unwoundStacks.ts';

/** Which sample it is. */
export interface UnwoundSample {
  readonly tid: number;
  /** ns. */
  readonly time: number;
  /** Of a sample that was taken in the program, and not in the kernel. */
  readonly ip: number | undefined;
}

/** What makes frames of addresses at the time of a sample. */
export interface FrameSource {
  inMemory(address: number, mode: number): Frame;
  inFile(file: string, offset: number): Frame;
  /** What an address is more than its byte in the file that is mapped there. */
  biasAt(address: number): number;
}

/** Makes frames of stacks that perf has unwound. */
export class UnwoundFrames {
  private readonly stacks: UnwoundStacks;
  /** Old versions of perf print where code is in memory, and not in its file. */
  private isInMemory = false;

  constructor(stacks: UnwoundStacks) {
    this.stacks = stacks;
  }

  /** Outermost first; undefined of a sample that perf does not know. */
  of({ tid, time, ip }: UnwoundSample, source: FrameSource): Frame[] | undefined {
    const stack = this.stacks.of(tid, time);
    const [first] = stack;
    if (first === undefined) return undefined;
    if (ip !== undefined && source.biasAt(ip) !== 0) this.isInMemory = first.address === ip;
    return stack.map((unwound, depth) => this.frame(unwound, depth, depth === 0 ? ip : undefined, source)).reverse();
  }

  /** Of callers, those that perf unwound are inside their call already; those in the kernel are as in any call chain. */
  private frame({ address, file }: UnwoundFrame, depth: number, ip: number | undefined, source: FrameSource): Frame {
    if (ip !== undefined) return source.inMemory(ip, cpuMode.user);
    if (address < 0) return source.inMemory(depth > 0 ? address - 1 : address, cpuMode.kernel);
    return this.isInMemory ? source.inMemory(address, cpuMode.user) : source.inFile(file, address);
  }
}
