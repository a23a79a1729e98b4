import { systemDistance } from '../../src/core/analysis/heap/distances.ts';
import {
  changeColumns,
  objectColumns,
  stringColumns,
  type HeapList,
  type HeapSort,
} from '../../src/core/queries/heap/heapList.ts';
import { formatBytes } from '../../src/core/text/formatBytes.ts';
import { formatCount } from '../../src/core/text/formatCount.ts';
import type { HeapTab } from './heapState.ts';

export interface HeapColumn {
  readonly title: string;
  /** Index into `HeapRow.numbers`. */
  readonly column: number;
  readonly format: (value: number) => string;
  /** Whether a bar shows its share of the whole heap. */
  readonly hasShare?: boolean;
  /** Whether it is left out where there is little room. */
  readonly isDetail?: boolean;
}

export interface HeapTable {
  /** What the list is called. */
  readonly label: string;
  readonly list: HeapList;
  readonly columns: readonly HeapColumn[];
  readonly nameTitle: string;
  readonly sort: HeapSort;
  /** What the filter looks for; where there is none, nothing can be filtered. */
  readonly filterLabel?: string;
}

const signed =
  (format: (value: number) => string) =>
  (value: number): string =>
    value > 0 ? `+${format(value)}` : format(value);
/** A distance that only V8's own references give says nothing to a person. */
const formatDistance = (steps: number): string => (steps >= systemDistance ? '–' : formatCount(steps));

const retained: HeapColumn = {
  title: 'Retained',
  column: objectColumns.retained,
  format: formatBytes,
  hasShare: true,
};
const shallow: HeapColumn = { title: 'Shallow', column: objectColumns.shallow, format: formatBytes };
const count: HeapColumn = { title: 'Count', column: objectColumns.count, format: formatCount };
const distance: HeapColumn = {
  title: 'Distance',
  column: objectColumns.distance,
  format: formatDistance,
  isDetail: true,
};

/** Classes of a column's cells and of its title. */
export function columnClass({ hasShare = false, isDetail = false }: HeapColumn): string {
  return ['weight', ...(isDetail ? ['detail'] : []), ...(hasShare ? ['shared'] : [])].join(' ');
}

const byRetained: HeapSort = { column: objectColumns.retained, descending: true };

/** What each tab shows. */
export const heapTables: Readonly<Record<HeapTab, HeapTable>> = {
  classes: {
    label: 'Constructors',
    list: { kind: 'classes' },
    columns: [retained, shallow, count, distance],
    nameTitle: 'Constructor',
    sort: byRetained,
    filterLabel: 'Filter by class',
  },
  dominators: {
    label: 'Dominators',
    list: { kind: 'dominated', node: 0 },
    columns: [retained, shallow, distance],
    nameTitle: 'Object',
    sort: byRetained,
  },
  strings: {
    label: 'Duplicated strings',
    list: { kind: 'strings' },
    columns: [
      { title: 'Wasted', column: stringColumns.wasted, format: formatBytes, hasShare: true },
      { title: 'Size', column: stringColumns.size, format: formatBytes },
      { title: 'Copies', column: stringColumns.count, format: formatCount },
    ],
    nameTitle: 'String',
    sort: { column: stringColumns.wasted, descending: true },
    filterLabel: 'Filter by text',
  },
  detached: {
    label: 'Detached elements',
    list: { kind: 'detached' },
    columns: [retained, shallow, distance],
    nameTitle: 'Element',
    sort: byRetained,
    filterLabel: 'Filter by class',
  },
  compare: {
    label: 'Changes',
    list: { kind: 'changes' },
    columns: [
      { title: 'Size Δ', column: changeColumns.sizeDelta, format: signed(formatBytes) },
      { title: 'Allocated', column: changeColumns.addedSize, format: formatBytes, isDetail: true },
      { title: 'Freed', column: changeColumns.removedSize, format: formatBytes, isDetail: true },
      { title: 'New', column: changeColumns.added, format: formatCount },
      { title: 'Deleted', column: changeColumns.removed, format: formatCount },
      { title: 'Δ', column: changeColumns.delta, format: signed(formatCount), isDetail: true },
    ],
    nameTitle: 'Constructor',
    sort: { column: changeColumns.sizeDelta, descending: true },
    filterLabel: 'Filter by class',
  },
};

/** What holds the selected object, the nearest to a root first. */
export const retainersTable = {
  label: 'Retainers of the selected object',
  columns: [distance, retained, shallow],
  nameTitle: 'Held by',
  sort: { column: objectColumns.distance, descending: false },
} as const satisfies Omit<HeapTable, 'list'>;
