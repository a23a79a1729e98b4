import { checkComparable } from '../../analysis/heap/checkComparable.ts';
import { compareHeaps, type ClassChange } from '../../analysis/heap/compareHeaps.ts';
import type { ExaminedHeap } from '../../analysis/heap/examinedHeap.ts';
import type { Note } from '../../model/note.ts';
import { formatBytes } from '../../text/formatBytes.ts';
import { formatCount } from '../../text/formatCount.ts';
import { printable } from '../../text/printable.ts';

/** Version 1 of the JSON that `heatline heap AFTER --compare BEFORE --json` prints. Sizes are bytes. */
export interface HeapComparison {
  readonly version: 1;
  readonly before: HeapSum;
  readonly after: HeapSum;
  /** The largest growth first; objects are the same when their ids are. */
  readonly classes: readonly HeapClassChange[];
  readonly notes: readonly Note[];
}

interface HeapSum {
  readonly total: number;
  readonly objects: number;
}

export interface HeapClassChange extends Omit<ClassChange, 'key'> {
  readonly delta: number;
}

/** @throws HeatlineError when they are not of one process, or cannot be compared. */
export function heapComparison(before: ExaminedHeap, after: ExaminedHeap, limit: number): HeapComparison {
  checkComparable(before, after);
  const sum = ({ heap, shallow }: ExaminedHeap): HeapSum => ({
    total: shallow.reduce((all, size) => all + size, 0),
    objects: heap.nodes.type.length,
  });
  const changes = compareHeaps(before, after);
  // Both ends of the list say something: what grew and what shrank.
  const shown =
    limit > 0 && changes.length > 2 * limit ? [...changes.slice(0, limit), ...changes.slice(-limit)] : changes;
  const notes = (side: string, { heap }: ExaminedHeap): Note[] =>
    heap.notes.map(({ kind, message }) => ({ kind, message: `${side}: ${message}` }));
  return {
    version: 1,
    before: sum(before),
    after: sum(after),
    classes: shown.map(({ key: _key, ...change }) => ({ ...change, delta: change.addedSize - change.removedSize })),
    notes: [...notes('Before', before), ...notes('After', after)],
  };
}

export function heapComparisonText({ before, after, classes, notes }: HeapComparison): string {
  const signed = (bytes: number): string => `${bytes > 0 ? '+' : ''}${formatBytes(bytes)}`;
  const row = (delta: string, added: string, removed: string, what: string): string =>
    `${delta.padStart(10)} ${added.padStart(10)} ${removed.padStart(10)}  ${what}`;
  return [
    `${formatBytes(before.total)} before, ${formatBytes(after.total)} after: ${signed(after.total - before.total)}`,
    ...notes.map(({ message }) => `note: ${message}`),
    '',
    row('change', 'new', 'deleted', 'class'),
    ...classes.map(({ delta, added, removed, name }) =>
      row(signed(delta), formatCount(added), formatCount(removed), name),
    ),
  ]
    .map(printable)
    .concat('')
    .join('\n');
}
