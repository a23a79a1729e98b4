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
    column[fn] = (column[fn] ?? 0) + weight;
  };
  depthFirst(
    nodes,
    (node) => {
      const fn = nodes.function[node] ?? 0;
      const depth = active[fn] ?? 0;
      if (depth === 0) addTo(total, fn, totals[node] ?? 0);
      active[fn] = depth + 1;
    },
    (node) => {
      const fn = nodes.function[node] ?? 0;
      active[fn] = (active[fn] ?? 0) - 1;
    },
  );
  let sum = 0;
  let samples = 0;
  for (let node = 0; node < busy.length; node++) {
    const weight = busy[node] ?? 0;
    if (weight === 0) continue;
    const fn = nodes.function[node] ?? 0;
    const counted = nodes.count[node] ?? 0;
    addTo(self, fn, weight);
    addTo(count, fn, counted);
    sum += weight;
    samples += counted;
  }
  return { self, total, count, sum, samples: Math.round(samples) };
}
