import { at } from '../model/at.ts';
import { categoryIndex } from '../model/category.ts';
import type { Profile } from '../model/profile.ts';

/** Self weight by node without idle time: a thread that waits for work costs nothing. */
export function busySelf({ nodes, functions }: Profile): Float64Array {
  return nodes.self.map((self, node) =>
    at(functions.category, at(nodes.function, node)) === categoryIndex.idle ? 0 : self,
  );
}

/** The weight of each node with everything that it called, from the self weights given. */
export function nodeTotals({ nodes }: Profile, self: Float64Array): Float64Array {
  const total = self.slice();
  for (let node = total.length - 1; node >= 0; node--) {
    const parent = at(nodes.parent, node);
    if (parent >= 0) total[parent] = at(total, parent) + at(total, node);
  }
  return total;
}
