import { changedObjects } from '../../analysis/heap/changedObjects.ts';
import { classKey } from '../../analysis/heap/classKey.ts';
import { compareHeaps } from '../../analysis/heap/compareHeaps.ts';
import type { ExaminedHeap } from '../../analysis/heap/examinedHeap.ts';
import { SourcePlaces } from '../../analysis/heap/sourcePlaces.ts';
import { at } from '../../model/at.ts';
import { className, heapObjectName } from './heapObjectName.ts';
import type { HeapRows } from './heapRows.ts';

/** Classes with new or deleted objects. */
export function changesRows(before: ExaminedHeap, after: ExaminedHeap): HeapRows {
  const changes = compareHeaps(before, after);
  const places = placesByKey(before, after);
  const numbers = (item: number): readonly number[] => {
    const { added, removed, addedSize, removedSize } = at(changes, item);
    return [added, removed, added - removed, addedSize, removedSize, addedSize - removedSize];
  };
  return {
    length: changes.length,
    number: (item, column) => numbers(item)[column] ?? NaN,
    text: (item) => at(changes, item).name,
    row: (item) => {
      const { key, name } = at(changes, item);
      const place = places.get(key)?.();
      return {
        ...{ edge: '', class: name, name: '', id: 0, node: -1, numbers: numbers(item) },
        ...(place === undefined ? {} : { place }),
        below: { kind: 'changed', class: key },
      };
    },
  };
}

/** The new objects of a class, then the deleted ones, of which no more is known here than the sizes. */
export function changedRows(before: ExaminedHeap, after: ExaminedHeap, key: string): HeapRows {
  const added = changedObjects(after, before, key);
  const removed = changedObjects(before, after, key);
  const of = (item: number): [ExaminedHeap, number] =>
    item < added.length ? [after, at(added, item)] : [before, at(removed, item - added.length)];
  const numbers = (item: number): readonly number[] => {
    const [examined, node] = of(item);
    const size = at(examined.shallow, node);
    return item < added.length ? [1, NaN, 1, size, NaN, size] : [NaN, 1, -1, NaN, size, -size];
  };
  return {
    length: added.length + removed.length,
    number: (item, column) => numbers(item)[column] ?? NaN,
    text: (item) => className(...of(item)),
    row: (item) => {
      const [examined, node] = of(item);
      const { class: kind, name, id } = heapObjectName(examined, node);
      return { edge: '', class: kind, name, id, node: item < added.length ? node : -1, numbers: numbers(item) };
    },
  };
}

function placesByKey(...heaps: readonly ExaminedHeap[]): ReadonlyMap<string, () => ReturnType<SourcePlaces['at']>> {
  return new Map(
    heaps.flatMap((examined) => {
      const { location } = examined.classes;
      const places = new SourcePlaces(examined);
      return [...location.entries()]
        .filter(([, row]) => row >= 0)
        .map(([id, row]) => [classKey(examined, id), () => places.at(row)] as const);
    }),
  );
}
