import type { ExaminedHeap } from './examinedHeap.ts';

/** Objects of one class. Columns of all classes would be as simple, but views sort them. */
export interface ClassTotal {
  /** Index into `Classes`. */
  readonly class: number;
  readonly count: number;
  readonly shallow: number;
  /** What all of them retain; an object that another of its class dominates counts within that. */
  readonly retained: number;
  /** Of the nearest one. */
  readonly distance: number;
}

/** The classes that have any size, the largest retained size first. */
export function classTotals(examined: ExaminedHeap): readonly ClassTotal[] {
  const { shallow, distance, classes } = examined;
  const size = classes.name.length;
  const count = new Float64Array(size);
  const own = new Float64Array(size);
  const nearest = new Float64Array(size).fill(Infinity);
  for (let node = 0; node < shallow.length; node++) {
    const bytes = shallow[node] ?? 0;
    if (bytes === 0) continue;
    const id = classes.of[node] ?? 0;
    count[id] = (count[id] ?? 0) + 1;
    own[id] = (own[id] ?? 0) + bytes;
    nearest[id] = Math.min(nearest[id] ?? 0, distance[node] ?? 0);
  }
  const retained = retainedByClass(examined);
  return Array.from(classes.name.keys(), (id) => ({
    class: id,
    count: count[id] ?? 0,
    shallow: own[id] ?? 0,
    retained: retained[id] ?? 0,
    distance: nearest[id] ?? 0,
  }))
    .filter((total) => total.count > 0)
    .sort((a, b) => b.retained - a.retained || b.shallow - a.shallow);
}

/** Goes down the tree of dominators and counts objects with no other of their class above them. */
function retainedByClass({ shallow, retained, classes, dominated }: ExaminedHeap): Float64Array {
  const sums = new Float64Array(classes.name.length);
  const above = new Uint32Array(classes.name.length);
  const next = dominated.first.slice();
  const path = new Uint32Array(shallow.length);
  let length = 0;
  const enter = (node: number): void => {
    path[length++] = node;
    if (shallow[node] === 0) return;
    const id = classes.of[node] ?? 0;
    if (above[id] === 0) sums[id] = (sums[id] ?? 0) + (retained[node] ?? 0);
    above[id] = (above[id] ?? 0) + 1;
  };
  enter(0);
  while (length > 0) {
    const node = path[length - 1] ?? 0;
    const child = next[node] ?? 0;
    if (child < (dominated.first[node + 1] ?? 0)) {
      next[node] = child + 1;
      enter(dominated.node[child] ?? 0);
      continue;
    }
    length--;
    if (shallow[node] === 0) continue;
    const id = classes.of[node] ?? 0;
    above[id] = (above[id] ?? 0) - 1;
  }
  return sums;
}
