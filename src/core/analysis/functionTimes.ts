import { at } from '../model/at.ts';
import { categoryIndex } from '../model/category.ts';
import type { Profile } from '../model/profile.ts';
import { depthFirst } from './depthFirst.ts';
import { busySelf, nodeTotals } from './nodeTotals.ts';

/** Columns by function, in the profile's unit. The self weights add up to `sum`; no total is above it. */
export interface FunctionTimes {
  readonly self: Float64Array;
  /** Self and everything called from it; a function that calls itself counts once a stack. */
  readonly total: Float64Array;
  /** Samples that ended in the function; fractions where a sample's line was inlined from elsewhere. */
  readonly count: Float64Array;
  /** All weight but idle time. */
  readonly sum: number;
  /** All samples but idle ones. */
  readonly samples: number;
}

/** Self and total by function. Idle time has no share in any of it. */
export function functionTimes(profile: Profile): FunctionTimes {
  const { nodes, lines, functions } = profile;
  const self = new Float64Array(functions.name.length);
  const total = new Float64Array(functions.name.length);
  const count = new Float64Array(functions.name.length);
  const active = new Uint32Array(functions.name.length);
  const busy = busySelf(profile);
  const totals = nodeTotals(profile, busy);
  const inlined = inlinedRows(profile);
  const addTo = (column: Float64Array, fn: number, weight: number): void => {
    column[fn] = at(column, fn) + weight;
  };
  depthFirst(
    nodes,
    (node) => {
      const fn = at(nodes.function, node);
      if (at(active, fn) === 0) addTo(total, fn, at(totals, node));
      active[fn] = at(active, fn) + 1;
      for (const row of inlined.get(node) ?? []) {
        const callee = at(lines.function, row);
        if (at(active, callee) === 0) addTo(total, callee, at(lines.weight, row));
      }
    },
    (node) => {
      const fn = at(nodes.function, node);
      active[fn] = at(active, fn) - 1;
    },
  );
  for (const [row, node] of lines.node.entries()) {
    if (at(busy, node) === 0) continue;
    const weight = at(lines.weight, row);
    addTo(self, at(lines.function, row), weight);
    addTo(count, at(lines.function, row), (weight / at(busy, node)) * at(nodes.count, node));
  }
  return {
    self,
    total,
    count,
    sum: busy.reduce((sum, weight) => sum + weight, 0),
    samples: nodes.count.reduce((sum, samples, node) => (isIdle(profile, node) ? sum : sum + samples), 0),
  };
}

/** Rows of `profile.lines` where another function's code ran inside a node, by node. */
export function inlinedRows({ nodes, lines }: Profile): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  for (const [row, node] of lines.node.entries()) {
    if (at(lines.function, row) === at(nodes.function, node)) continue;
    const known = rows.get(node);
    if (known === undefined) rows.set(node, [row]);
    else known.push(row);
  }
  return rows;
}

function isIdle({ nodes, functions }: Profile, node: number): boolean {
  return at(functions.category, at(nodes.function, node)) === categoryIndex.idle;
}
