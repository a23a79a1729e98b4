import type { ExaminedHeap } from './examinedHeap.ts';

/** The same for a class in all snapshots of one process: its name and place. */
export function classKey({ heap, classes }: ExaminedHeap, id: number): string {
  const name = classes.name[id] ?? '';
  const row = classes.location[id] ?? -1;
  if (row < 0) return name;
  const { script, line, column } = heap.locations;
  return `${name}\0${script[row] ?? 0}:${line[row] ?? 0}:${column[row] ?? 0}`;
}
