import { at } from './at.ts';
import { inOrder, joined } from './joinColumns.ts';
import { mostRows } from './thinRows.ts';
import type { PauseTrack } from './timeline.ts';

/** One of the parts that were saved of a thread's pauses. Where there are too many, each four of a kind in a row become one. */
export function joinPauses(parts: readonly PauseTrack[]): PauseTrack {
  const { pid, tid } = at(parts, 0);
  const ordered = inOrder(parts);
  const all = {
    pid,
    tid,
    kind: Uint8Array.from(ordered.flatMap(({ kind }) => [...kind])),
    time: joined(ordered.map(({ time }) => time)),
    duration: joined(ordered.map(({ duration }) => duration)),
    longest: joined(ordered.map(({ longest }) => longest)),
    count: Uint32Array.from(ordered.flatMap(({ count }) => [...count])),
  };
  return all.time.length > mostRows ? fourInOne(all) : all;
}

function fourInOne({ pid, tid, kind, time, duration, longest, count }: PauseTrack): PauseTrack {
  /** By kind, the row that still takes more. */
  const open = new Map<number, { readonly into: number; taken: number }>();
  const rows: { kind: number; time: number; duration: number; longest: number; count: number }[] = [];
  for (const [row, of] of kind.entries()) {
    const last = open.get(of);
    const into = last === undefined || last.taken === 4 ? undefined : rows[last.into];
    if (into === undefined || last === undefined) {
      open.set(of, { into: rows.length, taken: 1 });
      const [begin, all] = [at(time, row), at(duration, row)];
      rows.push({ kind: of, time: begin, duration: all, longest: at(longest, row), count: at(count, row) });
    } else {
      last.taken++;
      into.duration += at(duration, row);
      into.longest = Math.max(into.longest, at(longest, row));
      into.count += at(count, row);
    }
  }
  return {
    pid,
    tid,
    kind: Uint8Array.from(rows, (row) => row.kind),
    time: Float64Array.from(rows, (row) => row.time),
    duration: Float64Array.from(rows, (row) => row.duration),
    longest: Float64Array.from(rows, (row) => row.longest),
    count: Uint32Array.from(rows, (row) => row.count),
  };
}
