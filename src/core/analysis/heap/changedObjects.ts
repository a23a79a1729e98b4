import { classKey } from './classKey.ts';
import { hasId, sortedIds } from './compareHeaps.ts';
import type { ExaminedHeap } from './examinedHeap.ts';

/** The objects of a class, by its key, that are in a heap and were not, or are not any more, in another one of its process. */
export function changedObjects(examined: ExaminedHeap, others: ExaminedHeap, key: string): readonly number[] {
  const { shallow, classes, heap } = examined;
  const known = sortedIds(others);
  const isWanted = classes.name.map((_, id) => classKey(examined, id) === key);
  const nodes: number[] = [];
  for (let node = 0; node < shallow.length; node++) {
    const isThere = isWanted[classes.of[node] ?? 0] === true && (shallow[node] ?? 0) > 0;
    if (isThere && !hasId(known, heap.nodes.id[node] ?? 0)) nodes.push(node);
  }
  return nodes;
}
