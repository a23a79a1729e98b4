import { at } from '../model/at.ts';
import type { Profile } from '../model/profile.ts';
import {
  metrics,
  metricsOfProcess,
  type Marker,
  type Metric,
  type PauseTrack,
  type TimeAxis,
} from '../model/timeline.ts';
import { activity } from './activity.ts';
import { timeSpan } from './timeSpan.ts';

/**
 * What was measured beside the stacks of a thread, and of its process. Times are from the profile's first sample, in µs where
 * `axis` says nothing else.
 */
export interface ThreadTimeline {
  readonly axis?: TimeAxis;
  /** Who measured it. */
  readonly source: string;
  readonly series: readonly Series[];
  readonly pauses: Pick<PauseTrack, 'kind' | 'time' | 'duration' | 'count'>;
  readonly markers: readonly Marker[];
}

export interface Series {
  readonly metric: Metric;
  readonly time: Float64Array;
  readonly value: Float64Array;
}

/** Nothing where nothing was measured. */
export function threadTimeline(profile: Profile, thread: number): ThreadTimeline | undefined {
  const { axis, tracks, pauses, markers } = profile.timeline;
  const { tid, ...owner } = at(profile.threads, thread);
  // Allocation profiles do not say which process they are of.
  const pid = owner.pid === 0 ? tracks[0]?.pid : owner.pid;
  const [origin] = timeSpan(profile);
  const since = (times: Float64Array): Float64Array => times.map((time) => time - origin);
  const isOwn = (part: { readonly pid: number; readonly tid: number }): boolean => part.pid === pid && part.tid === tid;
  const series = metrics.flatMap((metric): Series[] => {
    const isOfProcess = metricsOfProcess.includes(metric);
    const track = tracks.find((each) => each.pid === pid && (isOfProcess || each.tid === tid) && metric in each.values);
    const value = track?.values[metric];
    return track === undefined || value === undefined ? [] : [{ metric, time: since(track.time), value }];
  });
  if (series.length === 0) return undefined;
  const own = pauses.find(isOwn);
  const { kind, time, duration, count } = own ?? noPauses;
  return {
    ...(axis && { axis }),
    source: sources.get(profile.tool) ?? profile.tool,
    series: [...series, ...sampledUtilization(profile, thread, series)].sort(
      (a, b) => metrics.indexOf(a.metric) - metrics.indexOf(b.metric),
    ),
    pauses: { kind, time: since(time), duration, count },
    // What was done to the process is seen from each of its threads.
    markers: markers
      .filter((marker) => isOwn(marker) || (marker.pid === pid && marker.kind !== 'program' && marker.tid === 0))
      .map((marker) => ({ ...marker, time: marker.time - origin })),
  };
}

/** By the profile's tool, where somebody else measures what the stacks do not tell. */
const sources = new Map([
  ['perf', '/proc'],
  ...['v8', 'v8-log', 'v8-profiler-next'].map((tool) => [tool, 'Node'] as const),
]);

const noPauses: ThreadTimeline['pauses'] = {
  kind: new Uint8Array(),
  time: new Float64Array(),
  duration: new Float64Array(),
  count: new Uint32Array(),
};

const intervals = 400;

/** Of an event loop whose idle time was sampled, not counted. */
function sampledUtilization(profile: Profile, thread: number, series: readonly Series[]): readonly Series[] {
  const has = (wanted: Metric): boolean => series.some(({ metric }) => metric === wanted);
  if (profile.samples.node.length === 0 || !has('loopDelay') || has('loopUtilization')) return [];
  const { from, to, busy, gc } = activity(profile, thread, intervals);
  const length = (to - from) / intervals;
  return [
    {
      metric: 'loopUtilization',
      time: Float64Array.from(busy, (_, interval) => from + (interval + 0.5) * length),
      value: Float64Array.from(busy, (share, interval) => Math.min(1, share + at(gc, interval))),
    },
  ];
}
