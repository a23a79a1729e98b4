import { at } from '../model/at.ts';
import type { Profile } from '../model/profile.ts';
import { depthFirst } from './depthFirst.ts';
import { busySelf, nodeTotals } from './nodeTotals.ts';

/** Columns by function, in the profile's unit. The self weights add up to `sum`; no total is above it. */
export interface FunctionTimes {
  readonly self: Float64Array;
  /** Self and everything called from it; a function that calls itself counts once a stack. */
  readonly total: Float64Array;
  /** Samples that ended in the function; see `NodeTable.count`. */
  readonly count: Float64Array;
  /** All weight but idle time. */
  readonly sum: number;
  /** All samples but idle ones. */
  readonly samples: number;
}

/** Self and total by function. Idle time has no share in any of it. */
export function functionTimes(profile: Profile): FunctionTimes {
  const { nodes, functions } = profile;
  const self = new Float64Array(functions.name.length);
  const total = new Float64Array(functions.name.length);
  const count = new Float64Array(functions.name.length);
  const active = new Uint32Array(functions.name.length);
  const busy = busySelf(profile);
  const totals = nodeTotals(profile, busy);
  const addTo = (column: Float64Array, fn: number, weight: number): void => {
    column[fn] = at(column, fn) + weight;
  };
  depthFirst(
    nodes,
    (node) => {
      const fn = at(nodes.function, node);
      if (at(active, fn) === 0) addTo(total, fn, at(totals, node));
      active[fn] = at(active, fn) + 1;
    },
    (node) => {
      const fn = at(nodes.function, node);
      active[fn] = at(active, fn) - 1;
    },
  );
  for (const [node, fn] of nodes.function.entries()) {
    if (at(busy, node) === 0) continue;
    addTo(self, fn, at(busy, node));
    addTo(count, fn, at(nodes.count, node));
  }
  return {
    self,
    total,
    count,
    sum: busy.reduce((sum, weight) => sum + weight, 0),
    samples: Math.round(count.reduce((sum, samples) => sum + samples, 0)),
  };
}
