import type { Thread } from '../../model/profile.ts';
import { DistinctValues } from '../distinctValues.ts';
import type { ProfileChunk } from './profileChunk.ts';
import { SpanEvents } from './spanEvents.ts';

/** An event as it is read; absent times are NaN. */
export interface TraceEvent {
  name: string;
  /** The letter that says what kind of event it is. */
  phase: number;
  /** µs. */
  ts: number;
  dur: number;
  pid: number;
  tid: number;
  id: string;
  /** The argument `name`: of metadata, what a thread or process is called. */
  named: string;
  /** The argument `detail`: what clang's events are about. */
  detail: string;
  chunk: ProfileChunk | undefined;
}

export function emptyEvent(): TraceEvent {
  return {
    ...{ name: '', phase: 0, ts: NaN, dur: NaN, pid: 0, tid: 0 },
    ...{ id: '', named: '', detail: '', chunk: undefined },
  };
}

/** What V8's profiler wrote of one thread. */
export interface TracedProfile {
  readonly pid: number;
  /** Of the thread that was profiled; -1 when the file does not say: chunks are written by another one. */
  tid: number;
  startTime: number;
  /** In the order of the file, which is not that of time: each thread's events are written together. */
  readonly chunks: { readonly ts: number; readonly chunk: ProfileChunk }[];
}

/** What is kept of a trace: what V8's profiler wrote, spans, and the names of threads. */
export class TraceFile {
  readonly frames = new DistinctValues();
  readonly spans = new SpanEvents();
  private readonly byId = new Map<string, TracedProfile>();
  private readonly threadNames = new Map<string, string>();
  private readonly processNames = new Map<number, string>();

  get profiles(): readonly TracedProfile[] {
    return [...this.byId.values()].filter(({ chunks }) => chunks.some(({ chunk }) => chunk.samples.length > 0));
  }

  add(event: TraceEvent): void {
    const { name, pid, tid, ts, chunk, named } = event;
    if (name === 'thread_name') this.threadNames.set(`${pid}/${tid}`, named);
    else if (name === 'process_name') this.processNames.set(pid, named);
    else if (name === 'Profile') {
      const profile = this.profileOf(event);
      profile.tid = tid;
      profile.startTime = chunk?.startTime ?? NaN;
    } else if (name === 'ProfileChunk' && chunk !== undefined) this.profileOf(event).chunks.push({ ts, chunk });
    else this.spans.add(event);
  }

  threadOf(pid: number, tid: number): Thread {
    const name = this.threadNames.get(`${pid}/${tid}`) ?? this.processNames.get(pid) ?? '';
    // On Linux, the main thread has the number of its process.
    return { name, pid, tid: tid === pid || tid < 0 ? 0 : tid };
  }

  private profileOf({ pid, id }: TraceEvent): TracedProfile {
    const key = `${pid}/${id}`;
    let profile = this.byId.get(key);
    if (profile === undefined) {
      profile = { pid, tid: -1, startTime: NaN, chunks: [] };
      this.byId.set(key, profile);
    }
    return profile;
  }
}
