import { detachedDom } from '../../analysis/heap/detachedDom.ts';
import type { ExaminedHeap } from '../../analysis/heap/examinedHeap.ts';
import type { Note } from '../../model/note.ts';

/** What is said of a snapshot as a whole. */
export interface HeapHead {
  /** Bytes of all objects. */
  readonly total: number;
  readonly objects: number;
  readonly references: number;
  /** Parts of a page that are in no document any more. */
  readonly detached: number;
  readonly notes: readonly Note[];
}

export function heapHead(examined: ExaminedHeap): HeapHead {
  const { heap, shallow } = examined;
  return {
    total: shallow.reduce((sum, size) => sum + size, 0),
    objects: heap.nodes.type.length,
    references: heap.edges.type.length,
    detached: detachedDom(examined).length,
    notes: heap.notes,
  };
}
