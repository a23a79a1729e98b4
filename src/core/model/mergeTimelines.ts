import { at } from './at.ts';
import { groupBy } from './groupBy.ts';
import { inOrder, joined } from './joinColumns.ts';
import { joinPauses } from './joinPauses.ts';
import { thinRows } from './thinRows.ts';
import {
  emptyTimeline,
  isEmptyTimeline,
  metrics,
  type Marker,
  type Metric,
  type Timeline,
  type Track,
} from './timeline.ts';

/** More would hide each other. */
export const mostMarkers = 1000;

/**
 * One timeline of several: of threads and processes of one run, or of parts of it. What one sampler took in several parts becomes
 * one track again. Of tracks that grow too long, only what stands out is kept; pauses of a kind are added up then.
 */
export function mergeTimelines(timelines: readonly Timeline[]): Timeline {
  const [only, ...others] = timelines.filter((timeline) => !isEmptyTimeline(timeline));
  if (only === undefined) return emptyTimeline;
  // What counts something else cannot stand on the same axis.
  const filled = [only, ...others.filter(({ axis }) => axis === only.axis)];
  if (filled.length === 1) return only;
  const tracks = groupBy(
    filled.flatMap((timeline) => timeline.tracks),
    ({ pid, tid, values }) => `${pid}/${tid}/${Object.keys(values).join('/')}`,
  );
  const pauses = groupBy(
    filled.flatMap((timeline) => timeline.pauses),
    ({ pid, tid }) => `${pid}/${tid}`,
  );
  const markers = filled.flatMap((timeline) => timeline.markers).sort((a, b) => a.time - b.time);
  return {
    ...(only.axis && { axis: only.axis }),
    tracks: [...tracks.values()].map(joinTracks),
    pauses: [...pauses.values()].map(joinPauses),
    markers: withoutMost(markers),
  };
}

/** What the program says itself may be too much; of that, the latest is left out. */
function withoutMost(markers: readonly Marker[]): readonly Marker[] {
  let left = mostMarkers - markers.filter(({ kind }) => kind !== 'program').length;
  return markers.filter(({ kind }) => kind !== 'program' || left-- > 0);
}

function joinTracks(parts: readonly Track[]): Track {
  const { pid, tid, values } = at(parts, 0);
  const names = metrics.filter((metric) => values[metric] !== undefined);
  const ordered = inOrder(parts);
  const columns = names.map((name) => joined(ordered.map((part) => columnOf(part, name))));
  const rows = thinRows({ time: joined(ordered.map(({ time }) => time)), columns });
  return {
    pid,
    tid,
    time: rows.time,
    values: Object.fromEntries(names.map((name, index) => [name, at(rows.columns, index)])),
  };
}

function columnOf({ values, time }: Track, metric: Metric): Float64Array {
  return values[metric] ?? new Float64Array(time.length);
}
