import type { ExaminedHeap } from '../../analysis/heap/examinedHeap.ts';
import { at } from '../../model/at.ts';
import { HeatlineError } from '../../model/heatlineError.ts';
import { changedRows, changesRows } from './changeRows.ts';
import { classRows } from './classRows.ts';
import type { HeapList, HeapPage, HeapPageRequest, HeapSort } from './heapList.ts';
import type { HeapRows } from './heapRows.ts';
import { detachedRows, dominatedRows, fieldRows, objectRows, retainerRows } from './objectRows.ts';
import { copyRows, stringRows } from './stringRows.ts';

interface Ordered {
  readonly rows: HeapRows;
  readonly order: Uint32Array;
}

/** Lists that are kept in order, as one is asked for page by page. */
const mostKept = 8;

/** The lists of a heap's views, page by page. */
export class HeapLists {
  private readonly examined: ExaminedHeap;
  private readonly before: ExaminedHeap | undefined;
  private readonly kept = new Map<string, Ordered>();

  /** @param before an earlier snapshot of the same process. */
  constructor(examined: ExaminedHeap, before?: ExaminedHeap) {
    this.examined = examined;
    this.before = before;
  }

  page({ list, sort, filter, start, count }: HeapPageRequest): HeapPage {
    const key = JSON.stringify([list, sort, filter]);
    const { rows, order } = this.kept.get(key) ?? this.ordered(list, sort, filter);
    this.kept.delete(key);
    this.kept.set(key, { rows, order });
    for (const old of [...this.kept.keys()].slice(0, -mostKept)) this.kept.delete(old);
    return { rows: Array.from(order.subarray(start, start + count), (item) => rows.row(item)), total: order.length };
  }

  private ordered(list: HeapList, sort: HeapSort, filter: string): Ordered {
    const rows = this.rowsOf(list);
    return { rows, order: orderOf(rows, sort, filter.toLowerCase()) };
  }

  private rowsOf(list: HeapList): HeapRows {
    const { examined } = this;
    switch (list.kind) {
      case 'classes':
        return classRows(examined);
      case 'objects':
        return objectRows(examined, list.class);
      case 'fields':
        return fieldRows(examined, list.node);
      case 'dominated':
        return dominatedRows(examined, list.node);
      case 'retainers':
        return retainerRows(examined, list.node);
      case 'strings':
        return stringRows(examined);
      case 'copies':
        return copyRows(examined, list.node);
      case 'detached':
        return detachedRows(examined);
      case 'changes':
        return changesRows(this.comparedWith(), examined);
      case 'changed':
        return changedRows(this.comparedWith(), examined, list.class);
    }
  }

  private comparedWith(): ExaminedHeap {
    if (this.before === undefined) throw new HeatlineError('The snapshot is compared with no other.');
    return this.before;
  }
}

/** The items that pass, sorted; those without a number come last. */
function orderOf({ length, number, text }: HeapRows, { column, descending }: HeapSort, filter: string): Uint32Array {
  const all = Uint32Array.from({ length }, (_, item) => item);
  const items = filter === '' ? all : all.filter((item) => text(item).toLowerCase().includes(filter));
  const sign = descending ? -1 : 1;
  if (column < 0) {
    const texts = new Map(Array.from(items, (item) => [item, text(item)] as const));
    const compare = new Intl.Collator('en').compare;
    return items.sort((a, b) => sign * compare(texts.get(a) ?? '', texts.get(b) ?? '') || a - b);
  }
  const keys = Float64Array.from({ length }, (_, item) => number(item, column));
  return items.sort((a, b) => {
    const [x, y] = [at(keys, a), at(keys, b)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return sign * (x - y) || a - b;
  });
}
