import { classTotals } from '../../analysis/heap/classTotals.ts';
import type { ExaminedHeap } from '../../analysis/heap/examinedHeap.ts';
import { SourcePlaces } from '../../analysis/heap/sourcePlaces.ts';
import { at } from '../../model/at.ts';
import type { HeapRows } from './heapRows.ts';

export function classRows(examined: ExaminedHeap): HeapRows {
  const { classes } = examined;
  const totals = classTotals(examined);
  const places = new SourcePlaces(examined);
  const numbers = (item: number): readonly number[] => {
    const { count, shallow, retained, distance } = at(totals, item);
    return [count, shallow, retained, distance];
  };
  const text = (item: number): string => at(classes.name, at(totals, item).class);
  return {
    length: totals.length,
    number: (item, column) => numbers(item)[column] ?? NaN,
    text,
    row: (item) => {
      const { class: id } = at(totals, item);
      const location = at(classes.location, id);
      return {
        ...{ edge: '', class: text(item), name: '', id: 0, node: -1, numbers: numbers(item) },
        ...(location < 0 ? {} : { place: places.at(location) }),
        below: { kind: 'objects', class: id },
      };
    },
  };
}
