import { at } from '../../model/at.ts';
import { nodeTypeIndex } from '../../model/heap.ts';
import { hasId, sortedIds } from './compareHeaps.ts';
import type { ExaminedHeap } from './examinedHeap.ts';
import { PathGroups } from './pathGroups.ts';

/** Objects that are held in one way, in each snapshot. */
export interface Growth {
  /** One of them in the last snapshot that the last round made. */
  readonly node: number;
  /** By snapshot. */
  readonly counts: readonly number[];
  /** With all that hangs below them; by snapshot. */
  readonly bytes: readonly number[];
  /** How many that were new in the second snapshot, the third, … are alive in the last. */
  readonly survivors: readonly number[];
}

export interface LeakSearchResult {
  /** What grew with every round and kept what each of them made, the most bytes first. */
  readonly leaks: readonly Growth[];
  /** What grew at first and then did not: caches that are full, modules that are loaded. */
  readonly settled: readonly Growth[];
}

interface Snapshot {
  readonly ids: Uint32Array;
  readonly counts: Float64Array;
  readonly bytes: Float64Array;
}

/** Less a round is what V8 and Node keep for themselves. */
const leastBytes = 200;
/** A leak goes on: the last round adds at least this share of what the rounds add on average. */
const leastLast = 0.5;
/** So much of what a round added must be alive at the end, else it is replaced and not kept. */
const leastKept = 0.5;

/**
 * Looks for leaks in snapshots of one process, taken after rounds of the same work. Add them in order; only the last is kept
 * whole.
 */
export class LeakSearch {
  private readonly groups = new PathGroups();
  private readonly snapshots: Snapshot[] = [];
  private last: { readonly examined: ExaminedHeap; readonly group: Uint32Array } | undefined;

  add(examined: ExaminedHeap): void {
    const group = this.groups.of(examined);
    const counts = new Float64Array(this.groups.parent.length);
    const bytes = new Float64Array(this.groups.parent.length);
    for (let node = 0; node < group.length; node++) {
      const id = group[node] ?? 0;
      if ((examined.shallow[node] ?? 0) > 0) counts[id] = (counts[id] ?? 0) + 1;
      bytes[id] = (bytes[id] ?? 0) + (examined.shallow[node] ?? 0);
    }
    for (let id = bytes.length - 1; id > 0; id--) {
      const parent = at(this.groups.parent, id);
      bytes[parent] = (bytes[parent] ?? 0) + (bytes[id] ?? 0);
    }
    this.snapshots.push({ ids: sortedIds(examined), counts, bytes });
    this.last = { examined, group };
  }

  finish(): LeakSearchResult {
    const leaks: Growth[] = [];
    const settled: Growth[] = [];
    if (this.last === undefined) return { leaks, settled };
    const kinds = new Map<number, Kind>();
    const largest = new Map<number, Growth>();
    for (const [id, nodes] of this.candidates()) {
      const parent = at(this.groups.parent, id);
      const above = kinds.get(parent);
      const growth = nodes.length === 0 || above === 'leak' ? undefined : this.growthOf(id, nodes);
      const kind = growth === undefined ? 'other' : kindOf(growth);
      if (above !== undefined) kinds.set(id, above);
      if (growth === undefined || kind === 'other') continue;
      kinds.set(id, kind);
      if (kind === 'settled' && above === undefined) settled.push(growth);
      // A key and a value of one table leak together.
      const other = largest.get(parent);
      if (kind === 'leak' && (other === undefined || grown(growth) > grown(other))) largest.set(parent, growth);
    }
    leaks.push(...largest.values());
    const byGrowth = (a: Growth, b: Growth): number => grown(b) - grown(a);
    return { leaks: leaks.sort(byGrowth), settled: settled.sort(byGrowth) };
  }

  /** The groups, parents first, with the program's objects in those that have grown. */
  private candidates(): [number, readonly number[]][] {
    const { examined, group } = this.last ?? { examined: undefined, group: new Uint32Array() };
    const nodes = this.groups.parent.map((): number[] => []);
    for (let node = 0; node < group.length; node++) {
      const id = group[node] ?? 0;
      const type = examined?.heap.nodes.type[node] ?? 0;
      if (ofProgram.has(type) && (examined?.shallow[node] ?? 0) > 0 && this.hasGrown(id)) nodes[id]?.push(node);
    }
    return [...nodes.entries()].filter(([id]) => id > 0);
  }

  private hasGrown(id: number): boolean {
    const counts = this.snapshots.map((snapshot) => snapshot.counts[id] ?? 0);
    return at(counts, counts.length - 1) > at(counts, 0);
  }

  private growthOf(id: number, nodes: readonly number[]): Growth {
    const { snapshots } = this;
    const survivors = snapshots.slice(1).map(() => 0);
    let example = nodes.at(-1) ?? 0;
    for (const node of nodes) {
      const known = this.last?.examined.heap.nodes.id[node] ?? 0;
      const born = snapshots.findIndex(({ ids }) => hasId(ids, known));
      if (born > 0) survivors[born - 1] = at(survivors, born - 1) + 1;
      if (born === snapshots.length - 1) example = node;
    }
    return {
      node: example,
      counts: snapshots.map(({ counts }) => counts[id] ?? 0),
      bytes: snapshots.map(({ bytes }) => bytes[id] ?? 0),
      survivors,
    };
  }
}

const ofProgram = new Set<number>([
  nodeTypeIndex.object,
  nodeTypeIndex.closure,
  nodeTypeIndex.string,
  nodeTypeIndex['concatenated string'],
  nodeTypeIndex['sliced string'],
  nodeTypeIndex.regexp,
  nodeTypeIndex.native,
  nodeTypeIndex.symbol,
  nodeTypeIndex.bigint,
]);

type Kind = 'leak' | 'settled' | 'other';

function grown({ bytes }: Growth): number {
  return at(bytes, bytes.length - 1) - at(bytes, 0);
}

function kindOf({ counts, bytes, survivors }: Growth): Kind {
  const rounds = counts.length - 1;
  const added = Array.from({ length: rounds }, (_, round) => at(counts, round + 1) - at(counts, round));
  const addedBytes = (at(bytes, rounds) - at(bytes, 0)) / rounds;
  const mean = (at(counts, rounds) - at(counts, 0)) / rounds;
  if (mean <= 0 || addedBytes < leastBytes) return 'other';
  const keeps = added.every((count, round) => count > 0 && at(survivors, round) >= leastKept * count);
  const last = at(added, rounds - 1);
  if (keeps && last >= leastLast * mean) return 'leak';
  return last < leastLast * mean && at(added, 0) > 0 ? 'settled' : 'other';
}
