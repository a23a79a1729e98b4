import { allocatedAt, type AllocatedAt } from '../../analysis/heap/allocatedAt.ts';
import { checkComparable } from '../../analysis/heap/checkComparable.ts';
import type { ExaminedHeap } from '../../analysis/heap/examinedHeap.ts';
import { heldAt, type HeldAt } from '../../analysis/heap/heldAt.ts';
import { LeakSearch, type Growth } from '../../analysis/heap/leakSearch.ts';
import { SourcePlaces } from '../../analysis/heap/sourcePlaces.ts';
import { HeatlineError } from '../../model/heatlineError.ts';
import type { Note } from '../../model/note.ts';
import { allocatingLine } from '../../sources/allocatingLine.ts';
import type { SourceHost } from '../../sources/scripts.ts';
import { className, heapPath, type HeapPathStep, type HeapPlace } from './heapObjectName.ts';
import { ownAllocation } from './ownAllocation.ts';

/** Version 1 of the JSON of `heatline leaks --json`. Sizes are bytes. */
export interface LeakReport {
  readonly version: 1;
  readonly verdict: 'leak' | 'no-leak';
  /** Bytes of all objects, by snapshot. */
  readonly totals: readonly number[];
  /** What grew with every round and was kept, the most bytes first. */
  readonly leaks: readonly LeakSuspect[];
  /** What grew at first and then stopped: no leak. */
  readonly settled: readonly LeakSuspect[];
  readonly notes: readonly Note[];
}

export interface LeakSuspect {
  readonly class: string;
  /** Objects that are held in this way, by snapshot. */
  readonly counts: readonly number[];
  /** Bytes of them and of all that hangs below them, by snapshot. */
  readonly bytes: readonly number[];
  /** How many that each round made are alive in the last snapshot. */
  readonly survivors: readonly number[];
  /** One of them in the last snapshot. */
  readonly example: number;
  readonly path: readonly HeapPathStep[];
  /** Of the class or function itself. */
  readonly place?: HeapPlace;
  readonly held?: HeldAt;
  /** The calls that allocated it, the innermost first; empty without allocation tracking. */
  readonly allocatedAt: readonly AllocatedAt[];
}

export interface LeakChoice {
  /** Of each list; 0 is all. */
  readonly limit?: number;
  /** File with the code of Heatline's own that took the snapshots inside the process: what it holds is no leak. */
  readonly recorder?: string | undefined;
  /** Where the lines stand that allocate. */
  readonly sources?: SourceHost;
}

/** Two rounds are the fewest that can tell a leak from what is only made once. */
const leastSnapshots = 3;

/**
 * Whether a process leaks, by snapshots of it after each of several equal rounds of work. They are taken one at a time, and only
 * the last is kept.
 * @throws HeatlineError when there are less than three, or they cannot be compared.
 */
export function leakReport(
  snapshots: Iterable<ExaminedHeap>,
  { limit = 0, recorder, sources }: LeakChoice = {},
): LeakReport {
  const search = new LeakSearch();
  const totals: number[] = [];
  const notes: Note[] = [];
  let last: ExaminedHeap | undefined;
  for (const examined of snapshots) {
    if (last !== undefined) checkComparable(last, examined);
    search.add(examined);
    totals.push(examined.shallow.reduce((sum, size) => sum + size, 0));
    notes.push(
      ...examined.heap.notes.map(({ kind, message }) => ({ kind, message: `Snapshot ${totals.length}: ${message}` })),
    );
    last = examined;
  }
  if (last === undefined || totals.length < leastSnapshots)
    throw new HeatlineError(
      'A leak shows in three snapshots or more.',
      'Take one before the first round and one after each of at least two.',
    );
  const found = search.finish();
  const cut = <T>(rows: readonly T[]): readonly T[] => (limit > 0 ? rows.slice(0, limit) : rows);
  const examined = last;
  const places = new SourcePlaces(examined);
  const ran = new SourcePlaces({ heap: examined.heap, toOriginal: (place) => place });
  const suspects = (growths: readonly Growth[]): readonly LeakSuspect[] =>
    growths
      .filter(({ node }) => heldAt(examined, ran, node)?.place.file !== recorder)
      .map((growth) => suspectOf(growth, examined, places))
      .filter(({ path }) => !isOfEngine(path))
      .map((suspect) => withAllocatingLine(suspect, sources));
  const leaks = suspects(found.leaks);
  return {
    version: 1,
    verdict: leaks.length > 0 ? 'leak' : 'no-leak',
    totals,
    leaks: cut(leaks),
    settled: cut(suspects(found.settled)),
    notes,
  };
}

/**
 * What a program prints is kept for a debugger as long as an inspector session is there, up to a thousand messages; Node keeps
 * the timings of 250 requests (https://w3c.github.io/resource-timing/#dom-performance-setresourcetimingbuffersize); and V8
 * what it learns about code that runs, to which nothing of the program's leads then.
 */
function isOfEngine(path: readonly HeapPathStep[]): boolean {
  const code = path.map(({ class: kind }) => kind).lastIndexOf('(compiled code)');
  return (
    path.some(({ edge }) => edge.endsWith(' / DevTools console}') || edge === '(resourceTimingBuffer)') ||
    (code >= 0 && path.slice(code).every(({ edge }) => edge.startsWith('{')))
  );
}

function suspectOf({ node, ...growth }: Growth, examined: ExaminedHeap, places: SourcePlaces): LeakSuspect {
  const place = places.of(node);
  const held = heldAt(examined, places, node);
  return {
    class: className(examined, node),
    ...growth,
    example: examined.heap.nodes.id[node] ?? 0,
    path: heapPath(examined, node),
    ...(place === undefined ? {} : { place }),
    ...(held === undefined ? {} : { held }),
    allocatedAt: allocatedAt(examined, node),
  };
}

/** The innermost call of the program's own is the one that made the object. */
function withAllocatingLine(suspect: LeakSuspect, sources: SourceHost | undefined): LeakSuspect {
  const own = ownAllocation(suspect);
  const source = own && sources?.readText(own.place.file);
  if (own === undefined || source === undefined) return suspect;
  const { function: name, place } = own;
  const line = allocatingLine(place.file, source, { ...place, name }, suspect.class);
  if (line === undefined) return suspect;
  return {
    ...suspect,
    allocatedAt: suspect.allocatedAt.map((call) => (call === own ? { ...call, allocatingLine: line } : call)),
  };
}
