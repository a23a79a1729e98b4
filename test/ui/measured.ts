import { emptyTimeline, type Metric, type Timeline, type Track } from '../../src/core/model/timeline.ts';
import type { Profile } from '../../src/core/model/profile.ts';

/** The same profile with a timeline of its whole length: memory that rises in a step in the middle, and all else that there is. */
export function measured(profile: Profile): Profile {
  const from = profile.samples.time[0] ?? 0;
  const to = profile.samples.time.at(-1) ?? 1e6;
  return { ...profile, timeline: timelineFrom(from, Math.max(to, from + 1), profile.threads[0]?.pid ?? 0) };
}

const rows = 100;

function timelineFrom(from: number, to: number, pid: number): Timeline {
  const step = (to - from) / rows;
  const owner = { pid, tid: 0 };
  const track = (values: Readonly<Partial<Record<Metric, (share: number) => number>>>): Track => ({
    ...owner,
    time: Float64Array.from({ length: rows }, (_, row) => from + row * step),
    values: Object.fromEntries(
      Object.entries(values).map(([metric, valueAt]) => [
        metric,
        Float64Array.from({ length: rows }, (_, row) => valueAt(row / rows)),
      ]),
    ),
  });
  const wave = (share: number): number => 1 + Math.sin(share * 40) / 4;
  const pauses = Array.from({ length: 40 }, (_, row) => row);
  const duration = Float64Array.from(pauses, (row) => (row % 10 === 9 ? 3 : 0.5) * step * 0.3);
  return {
    ...emptyTimeline,
    tracks: [
      track({
        heapUsed: (share) => 20e6 * wave(share),
        heapTotal: () => 40e6,
        external: (share) => (share < 0.5 ? 2e6 : 102e6),
        arrayBuffers: (share) => (share < 0.5 ? 1e6 : 101e6),
        loopDelay: (share) => (share > 0.7 && share < 0.72 ? 500_000 : 2000 * wave(share)),
      }),
      track({
        rss: (share) => (share < 0.5 ? 80e6 : 180e6),
        cpu: (share) => 0.8 * wave(share),
        minorFaults: (share) => 500 * wave(share),
        majorFaults: () => 0,
      }),
    ],
    pauses: [
      {
        ...owner,
        kind: Uint8Array.from(pauses, (row) => (row % 10 === 9 ? 1 : 0)),
        time: Float64Array.from(pauses, (row) => from + row * 2.5 * step),
        duration,
        longest: duration,
        count: Uint32Array.from(pauses, () => 1),
      },
    ],
    markers: [
      { ...owner, kind: 'program', name: 'warm', time: from + 10 * step },
      { ...owner, kind: 'snapshot', name: 'after.heapsnapshot', time: from + 60 * step },
    ],
  };
}
