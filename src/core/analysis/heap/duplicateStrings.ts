import { nodeTypeIndex } from '../../model/heap.ts';
import { PairTable } from '../../model/pairTable.ts';
import type { ExaminedHeap } from './examinedHeap.ts';

export interface DuplicateString {
  /** The first of them. */
  readonly node: number;
  readonly count: number;
  readonly size: number;
  /** Bytes that all but one of them take. */
  readonly wasted: number;
}

/** Strings that are there more than once. V8 writes the first 1,024 characters, so equal ones have the same size as well. */
export function duplicateStrings({ heap }: ExaminedHeap): readonly DuplicateString[] {
  const { type, name, selfSize } = heap.nodes;
  const ids = new PairTable();
  const first: number[] = [];
  const count: number[] = [];
  for (let node = 0; node < type.length; node++) {
    const size = selfSize[node] ?? 0;
    // V8 draws numbers as strings without a size.
    if (type[node] !== nodeTypeIndex.string || size === 0) continue;
    const id = ids.intern(name[node] ?? 0, size | 0, first.length);
    if (id === first.length) {
      first.push(node);
      count.push(0);
    }
    count[id] = (count[id] ?? 0) + 1;
  }
  return first
    .map((node, id) => {
      const size = selfSize[node] ?? 0;
      const copies = count[id] ?? 0;
      return { node, count: copies, size: copies * size, wasted: (copies - 1) * size };
    })
    .filter((strings) => strings.count > 1)
    .sort((a, b) => b.wasted - a.wasted);
}
