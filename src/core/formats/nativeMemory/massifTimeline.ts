import { at } from '../../model/at.ts';
import { thinRows } from '../../model/thinRows.ts';
import { emptyTimeline, type TimeAxis, type Timeline } from '../../model/timeline.ts';
import type { MassifFile } from './massifFile.ts';

/** By massif's `time_unit`. */
const axes: Readonly<Record<string, { readonly scale: number; readonly axis?: TimeAxis }>> = {
  ms: { scale: 1000 },
  i: { scale: 1, axis: 'instructions' },
  B: { scale: 1, axis: 'bytes' },
};

/** How the heap grew, and when its peak was; empty where a single moment is all that the file has. */
export function massifTimeline({ snapshots, peak, timeUnit }: MassifFile, pid: number): Timeline {
  const unit = axes[timeUnit];
  const rows = [...snapshots].sort((a, b) => a.time - b.time);
  if (unit === undefined || rows[0]?.time === rows.at(-1)?.time) return emptyTimeline;
  const columnOf = (value: (row: (typeof rows)[number]) => number): Float64Array => Float64Array.from(rows, value);
  const hasStacks = rows.some(({ stacks }) => stacks > 0);
  const { time, columns } = thinRows({
    time: columnOf((row) => row.time * unit.scale),
    columns: [
      columnOf(({ heap }) => heap),
      columnOf(({ heap, extra }) => heap + extra),
      ...(hasStacks ? [columnOf(({ stacks }) => stacks)] : []),
    ],
  });
  const [heapUsed, heapTotal] = [at(columns, 0), at(columns, 1)];
  const owner = { pid, tid: 0 };
  return {
    ...(unit.axis && { axis: unit.axis }),
    tracks: [{ ...owner, time, values: { heapUsed, heapTotal, ...(hasStacks && { stacks: at(columns, 2) }) } }],
    pauses: [],
    markers: peak === undefined ? [] : [{ ...owner, time: peak.time * unit.scale, name: 'peak', kind: 'snapshot' }],
  };
}
