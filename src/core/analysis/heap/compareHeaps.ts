import { countUpTo } from '../../model/countUpTo.ts';
import type { ExaminedHeap } from './examinedHeap.ts';
import { classKey } from './classKey.ts';

/** What became of a class between two snapshots of one process. */
export interface ClassChange {
  readonly key: string;
  readonly name: string;
  readonly added: number;
  readonly removed: number;
  readonly addedSize: number;
  readonly removedSize: number;
}

/** Classes that have new objects or lost some, by the ids of the objects; the largest growth first. */
export function compareHeaps(before: ExaminedHeap, after: ExaminedHeap): readonly ClassChange[] {
  const changes = new Map<string, { -readonly [Key in keyof ClassChange]: ClassChange[Key] }>();
  const count = (examined: ExaminedHeap, others: ExaminedHeap, isAfter: boolean): void => {
    const { shallow, classes, heap } = examined;
    const known = sortedIds(others);
    const keys = classes.name.map((_, id) => classKey(examined, id));
    for (let node = 0; node < shallow.length; node++) {
      const size = shallow[node] ?? 0;
      if (size === 0 || hasId(known, heap.nodes.id[node] ?? 0)) continue;
      const id = classes.of[node] ?? 0;
      const key = keys[id] ?? '';
      let change = changes.get(key);
      if (change === undefined) {
        change = { key, name: classes.name[id] ?? '', added: 0, removed: 0, addedSize: 0, removedSize: 0 };
        changes.set(key, change);
      }
      if (isAfter) {
        change.added++;
        change.addedSize += size;
      } else {
        change.removed++;
        change.removedSize += size;
      }
    }
  };
  count(after, before, true);
  count(before, after, false);
  const growth = ({ addedSize, removedSize }: ClassChange): number => addedSize - removedSize;
  return [...changes.values()].sort((a, b) => growth(b) - growth(a) || b.addedSize - a.addedSize);
}

/** Ids of all that has a size. */
export function sortedIds({ heap, shallow }: ExaminedHeap): Uint32Array {
  return heap.nodes.id.filter((_, node) => (shallow[node] ?? 0) > 0).sort();
}

export function hasId(sorted: Uint32Array, id: number): boolean {
  return sorted[countUpTo(sorted, id) - 1] === id;
}
