import { categoryIndex } from '../model/category.ts';
import type { Profile } from '../model/profile.ts';

/** Self weight by node without idle time: a thread that waits for work costs nothing. */
export function busySelf({ nodes, functions }: Profile): Float64Array {
  const busy = nodes.self.slice();
  for (let node = 0; node < busy.length; node++) {
    if (functions.category[nodes.function[node] ?? 0] === categoryIndex.idle) busy[node] = 0;
  }
  return busy;
}

/** The weight of each node with everything that it called, from the self weights given. */
export function nodeTotals({ nodes }: Profile, self: Float64Array): Float64Array {
  return totalsOf(nodes.parent, self);
}

/** The same for any tree whose parents come before their children; roots have -1. */
export function totalsOf(parent: Int32Array, self: Float64Array): Float64Array {
  const total = self.slice();
  for (let node = total.length - 1; node >= 0; node--) {
    const up = parent[node] ?? -1;
    if (up >= 0) total[up] = (total[up] ?? 0) + (total[node] ?? 0);
  }
  return total;
}
