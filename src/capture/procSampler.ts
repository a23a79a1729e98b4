import { readFileSync } from 'node:fs';
import { mergeTimelines } from '../core/model/mergeTimelines.ts';
import { emptyTimeline, type Marker, type Timeline, type Track } from '../core/model/timeline.ts';

/** Watches processes of any kind from outside, through Linux' /proc: proc(5). */
export interface ProcSampler {
  /** Puts a marker on what is seen of a process. */
  mark(pid: number, name: string): void;
  /** All that was seen until now. */
  timeline(): Timeline;
  stop(): void;
}

const rowMs = 100;
/** The kernel walks through all pages of the process for its PSS. */
const rowsForPss = 10;
/** Rows from which tracks are made, so that long runs are thinned out on the way. */
const rowsForPart = 600;
/** What /proc counts processor time in: USER_HZ, a constant of Linux' interface. */
const ticksPerSecond = 100;

/** @param pids the processes to look at, which come and go; asked for once a second. */
export function sampleProc(pids: () => readonly number[]): ProcSampler {
  let known: readonly number[] = [];
  let round = 0;
  let whole = emptyTimeline;
  let parts: Track[] = [];
  const markers: Marker[] = [];
  const last = new Map<number, Counters>();
  const join = (): Timeline => {
    whole = mergeTimelines([whole, ...parts.map((part) => ({ ...emptyTimeline, tracks: [part] }))]);
    parts = [];
    return { ...whole, markers };
  };
  const timer = setInterval(() => {
    const withPss = round % rowsForPss === 0;
    if (withPss) known = pids();
    round++;
    for (const pid of known) {
      try {
        const before = last.get(pid);
        const counters = countersOf(pid);
        last.set(pid, counters);
        if (before !== undefined) parts.push(rowOf(pid, before, counters));
        if (withPss) parts.push(...pssOf(pid, counters.time));
      } catch {
        // It has ended, or became another user's.
        last.delete(pid);
      }
    }
    if (parts.length > rowsForPart) join();
  }, rowMs).unref();
  return {
    mark: (pid, name) => markers.push({ pid, tid: 0, kind: 'user', name, time: now() }),
    timeline: join,
    stop: () => {
      clearInterval(timer);
    },
  };
}

interface Counters {
  /** µs on the monotonic clock, as the samples of perf. */
  readonly time: number;
  readonly cpuTicks: number;
  readonly minorFaults: number;
  readonly majorFaults: number;
}

function now(): number {
  return Number(process.hrtime.bigint()) / 1000;
}

/** Fields 10, 12, 14 and 15 of /proc/[pid]/stat, which follow the name, which may hold anything. */
function countersOf(pid: number): Counters {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): number => Number(fields[number - 3]);
  return { time: now(), cpuTicks: field(14) + field(15), minorFaults: field(10), majorFaults: field(12) };
}

function rowOf(pid: number, before: Counters, after: Counters): Track {
  const seconds = (after.time - before.time) / 1e6;
  const rate = (from: number, to: number): Float64Array => Float64Array.of(Math.round((to - from) / seconds));
  const cpu = (after.cpuTicks - before.cpuTicks) / ticksPerSecond / seconds;
  return {
    pid,
    tid: 0,
    time: Float64Array.of(after.time),
    values: {
      rss: Float64Array.of(kilobytes(pid, 'status', 'VmRSS')),
      cpu: Float64Array.of(Number(cpu.toFixed(3))),
      minorFaults: rate(before.minorFaults, after.minorFaults),
      majorFaults: rate(before.majorFaults, after.majorFaults),
    },
  };
}

/** Nothing where it may not be read: that takes what a debugger takes. */
function pssOf(pid: number, time: number): Track[] {
  try {
    const pss = Float64Array.of(kilobytes(pid, 'smaps_rollup', 'Pss'));
    return [{ pid, tid: 0, time: Float64Array.of(time), values: { pss } }];
  } catch {
    return [];
  }
}

/** A line such as `VmRSS:  1234 kB`, in bytes. */
function kilobytes(pid: number, file: 'status' | 'smaps_rollup', name: string): number {
  const [, value = '0'] =
    new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/${file}`, 'utf8')) ?? [];
  return Number(value) * 1024;
}
