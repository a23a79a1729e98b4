import { at } from '../model/at.ts';
import { groupBy } from '../model/groupBy.ts';
import type { Profile } from '../model/profile.ts';
import { pauseKinds, type Metric, type PauseKind, type PauseTrack, type Track } from '../model/timeline.ts';

/** What stands out in the timeline of a process: bytes, and times in µs. What was not measured is absent. */
export interface ProcessTimeline {
  readonly pid: number;
  /** Empty when the profile does not say. */
  readonly name: string;
  readonly peakRss?: number;
  readonly peakPss?: number;
  /** Of one thread; each has a heap of its own. */
  readonly peakHeapUsed?: number;
  readonly peakExternal?: number;
  readonly worstLoopDelay?: number;
  /** Of the garbage collector, in all threads. */
  readonly pauses: readonly PauseSummary[];
}

export interface PauseSummary {
  readonly kind: PauseKind;
  readonly count: number;
  readonly duration: number;
  readonly longest: number;
}

/** The process with the largest memory first. */
export function processTimelines({ timeline, threads }: Profile): readonly ProcessTimeline[] {
  return [...groupBy(timeline.tracks, ({ pid }) => pid)]
    .map(([pid, tracks]): ProcessTimeline => {
      const own = threads.filter((thread) => thread.pid === pid);
      return {
        pid,
        name: (own.find(({ tid }) => tid === 0) ?? own[0])?.name ?? '',
        ...peak('peakRss', tracks, 'rss'),
        ...peak('peakPss', tracks, 'pss'),
        ...peak('peakHeapUsed', tracks, 'heapUsed'),
        ...peak('peakExternal', tracks, 'external'),
        ...peak('worstLoopDelay', tracks, 'loopDelay'),
        pauses: sumPauses(timeline.pauses.filter((each) => each.pid === pid)),
      };
    })
    .sort((a, b) => (b.peakRss ?? 0) - (a.peakRss ?? 0));
}

function peak(name: string, tracks: readonly Track[], metric: Metric): Readonly<Record<string, number>> {
  const columns = tracks.flatMap(({ values }) => values[metric] ?? []);
  if (columns.length === 0) return {};
  return { [name]: columns.reduce((most, column) => column.reduce((a, b) => Math.max(a, b), most), 0) };
}

function sumPauses(pauses: readonly PauseTrack[]): readonly PauseSummary[] {
  return pauseKinds.flatMap((kind, index): PauseSummary[] => {
    const sum = { kind, count: 0, duration: 0, longest: 0 };
    for (const track of pauses) {
      for (const [row, of] of track.kind.entries()) {
        if (of !== index) continue;
        sum.count += at(track.count, row);
        sum.duration += at(track.duration, row);
        sum.longest = Math.max(sum.longest, at(track.longest, row));
      }
    }
    return sum.count === 0 ? [] : [sum];
  });
}
