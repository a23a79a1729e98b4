import type { ProfileBuilder } from '../../model/builder.ts';
import { at } from '../../model/at.ts';
import type { Frame } from './frame.ts';

/** The model numbers threads with 16 bits. */
const mostThreads = 2 ** 16 - 1;

/** A thread of the recording. Commands change their names while they run; the last one counts. */
export interface SampledThread {
  readonly pid: number;
  readonly tid: number;
  name: string;
  /** In the profile; -1 until it has a sample. */
  index: number;
  /** Where its last sample ends, µs. */
  end: number;
  /** The nodes of its last stack, outermost first, and what they stand for. */
  readonly nodes: number[];
  frames: readonly Frame[];
}

export function sampledThread(pid: number, tid: number, name: string): SampledThread {
  return { pid, tid, name, index: -1, end: -Infinity, nodes: [], frames: [] };
}

/** Adds the samples of perf's recordings to a builder. */
export class SampledThreads {
  private readonly builder: ProfileBuilder;
  private readonly isTime: boolean;
  private readonly threads: SampledThread[] = [];
  count = 0;

  constructor(builder: ProfileBuilder, isTime: boolean) {
    this.builder = builder;
    this.isTime = isTime;
  }

  /**
   * @param frames outermost first.
   * @param time when it was taken, µs: its weight, where that is time, was spent before.
   */
  add(thread: SampledThread, frames: readonly Frame[], weight: number, time: number): void {
    const { builder } = this;
    const leaf = at(frames, frames.length - 1);
    const node = this.nodeOf(thread, frames);
    const start = Math.max(this.isTime ? time - weight : time, thread.end);
    thread.end = Math.max(time, start);
    builder.weigh(node, weight, 1);
    builder.sample(node, weight, start);
    if (leaf.line > 0) builder.line(node, leaf.line, weight, leaf.column);
    this.count++;
  }

  finish(): void {
    for (const { name, pid, tid } of this.threads) this.builder.thread({ name, pid, tid: tid === pid ? 0 : tid });
    if (this.threads.length === mostThreads)
      this.builder.note('bad-data', `More than ${mostThreads} threads were sampled: the last ones are shown as one.`);
  }

  /** A stack mostly begins as the thread's last one did. */
  private nodeOf(thread: SampledThread, frames: readonly Frame[]): number {
    if (thread.index < 0) thread.index = this.indexOf(thread);
    const { nodes, frames: last } = thread;
    let depth = 0;
    while (depth < frames.length && frames[depth] === last[depth]) depth++;
    let node = depth === 0 ? -1 : (nodes[depth - 1] ?? -1);
    for (; depth < frames.length; depth++) {
      const caller = frames[depth - 1];
      const { fn, isInlined } = at(frames, depth);
      node = this.builder.node(node, fn, thread.index, caller?.line, caller?.column);
      if (isInlined) this.builder.markInlined(node);
      nodes[depth] = node;
    }
    thread.frames = frames;
    return node;
  }

  private indexOf(thread: SampledThread): number {
    return this.threads.length === mostThreads ? mostThreads - 1 : this.threads.push(thread) - 1;
  }
}
