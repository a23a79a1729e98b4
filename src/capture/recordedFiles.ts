import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { HeapEvent } from '../core/model/heapEvent.ts';
import type { Timeline } from '../core/model/timeline.ts';
import type { RecordedError, RecordedThread } from '../preload/protocol.ts';

/** What the recorded threads left in a recording's directory. */
export interface RecordedFiles {
  /** Every thread that began to be measured. */
  readonly threads: readonly RecordedThread[];
  /** Paths of the profiles, in the order of processes, threads and parts; V8's logs last. */
  readonly profiles: readonly string[];
  /** The same of memory, where that was measured beside CPU time. */
  readonly memory?: readonly string[];
  /** What of memory was asked for, where the profiles tell both. */
  readonly event?: HeapEvent;
  /** What sanitizers in the program reported beside that. */
  readonly reports?: readonly string[];
  /** Threads that ended without saving: the end of their profile is missing, or all of it. */
  readonly lost: readonly RecordedThread[];
  readonly errors: readonly RecordedError[];
  /** Files with the timelines of threads whose profile has no place for it. */
  readonly timelines?: readonly string[];
  /** What the recorder itself has seen of the processes. */
  readonly timeline?: Timeline;
}

/** Of a snapshot of the heap that knows what was allocated, too. */
export const allocationsEnding = '.heapsnapshot';

/** V8's logs are of one thread each, and say themselves of which. */
const logName = /^isolate-?0x[0-9a-f]+-\d+-v8\.log$/;
const profileName = /^(\d+)-(\d+)(?:-(\d+))?\.(cpuprofile|heapprofile|heapsnapshot|v8-profiler-next(\.heap)?\.json)$/;

export function listRecordedFiles(directory: string, event?: HeapEvent): RecordedFiles {
  const names = readdirSync(directory);
  const readAll = <T>(suffix: string): T[] =>
    names
      .filter((name) => name.endsWith(suffix))
      .map((name) => JSON.parse(readFileSync(path.join(directory, name), 'utf8')) as T);
  const threads = readAll<RecordedThread>('.thread.json').sort((a, b) => a.pid - b.pid || a.tid - b.tid);
  const profiles = names
    .flatMap((name) => {
      const match = profileName.exec(name);
      // A thread's last part is the one without a number.
      return match === null ? [] : [{ name, order: [match[1], match[2], match[3] ?? Infinity].map(Number) }];
    })
    .sort((a, b) => compare(a.order, b.order));
  const complete = new Set(
    profiles.filter(({ order }) => order[2] === Infinity).map(({ order }) => order.slice(0, 2).join('-')),
  );
  const paths = [...profiles.map(({ name }) => name), ...names.filter((name) => logName.test(name))].map((name) =>
    path.join(directory, name),
  );
  const memory = paths.filter((file) => file.endsWith('.heapprofile'));
  const hasBoth = paths.some((file) => file.endsWith(allocationsEnding));
  const isBeside = memory.length > 0 && memory.length < paths.length;
  return {
    threads,
    ...(isBeside ? { profiles: paths.filter((file) => !memory.includes(file)), memory } : { profiles: paths }),
    ...(hasBoth && event && { event }),
    lost: threads.filter(
      ({ pid, tid, isLogged = false, isPaused = false }) => !isLogged && !isPaused && !complete.has(`${pid}-${tid}`),
    ),
    errors: readAll<RecordedError>('.error.json'),
    timelines: names.filter((name) => name.endsWith('.timeline')).map((name) => path.join(directory, name)),
  };
}

function compare(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, position) => value !== b[position]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
