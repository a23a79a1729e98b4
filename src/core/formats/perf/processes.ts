import { AddressMap, type Mapping } from './addressMap.ts';
import { FrameTable } from './frameTable.ts';
import type { JitCode } from './jitCode.ts';
import { sampledThread, type SampledThread } from './sampledThreads.ts';

/** Mappings that forks may copy in all: far more than a recording has, and less than fits into memory. */
const mostCopied = 2 ** 24;

export interface Process {
  readonly pid: number;
  addresses: AddressMap;
  /** Code that a runtime made; undefined until somebody asks. */
  jit: JitCode | undefined;
  /** What was found at an address of it: cleared when something else comes to stand there. */
  readonly frames: FrameTable;
  readonly threads: Map<number, SampledThread>;
  /** Ids of the threads that have not ended. */
  readonly running: Set<number>;
}

/** Which thread a record is about. */
export interface ThreadId {
  readonly pid: number;
  readonly tid: number;
}

/** The processes of a recording as they are at the time of its records. */
export class Processes {
  private readonly byPid = new Map<number, Process>();
  private copied = 0;

  get(pid: number): Process {
    return this.byPid.get(pid) ?? this.create(pid, new AddressMap());
  }

  thread({ pid, tid }: ThreadId): SampledThread {
    const { threads } = this.get(pid);
    let thread = threads.get(tid);
    if (thread === undefined) {
      thread = sampledThread(pid, tid, threads.get(pid)?.name ?? '');
      threads.set(tid, thread);
    }
    return thread;
  }

  map(pid: number, mapping: Mapping): void {
    const { addresses, frames } = this.get(pid);
    if (addresses.add(mapping)) frames.clear();
  }

  /** A process has a runtime that says which code it makes. */
  load(pid: number, jit: JitCode): void {
    const process = this.get(pid);
    process.jit = jit;
    process.frames.clear();
  }

  /** A thread has a name; with `isExec`, its process became another program. */
  rename(id: ThreadId, name: string, isExec: boolean): void {
    const process = this.get(id.pid);
    if (isExec) {
      process.addresses = new AddressMap();
      process.jit = undefined;
      process.frames.clear();
    }
    process.running.add(id.tid);
    this.thread(id).name = name;
  }

  /** Ids are given away again: what had them before is gone. */
  fork({ pid, tid }: ThreadId, parent: ThreadId): void {
    const { name } = this.thread(parent);
    const process = pid === parent.pid ? this.get(pid) : this.create(pid, this.copyOf(parent.pid));
    process.threads.set(tid, sampledThread(pid, tid, name));
    process.running.add(tid);
  }

  /** A build has so many short processes that what was mapped into them is not kept. */
  exit({ pid, tid }: ThreadId): void {
    const process = this.get(pid);
    if (!process.running.delete(tid) || process.running.size > 0) return;
    process.addresses = new AddressMap();
    process.frames.clear();
  }

  private create(pid: number, addresses: AddressMap): Process {
    const frames = new FrameTable();
    const process: Process = { pid, addresses, jit: undefined, frames, threads: new Map(), running: new Set() };
    this.byPid.set(pid, process);
    return process;
  }

  private copyOf(pid: number): AddressMap {
    const { addresses } = this.get(pid);
    this.copied += addresses.size;
    return this.copied > mostCopied ? new AddressMap() : addresses.copy();
  }
}
