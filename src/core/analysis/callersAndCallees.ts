import { at } from '../model/at.ts';
import type { Profile } from '../model/profile.ts';
import { depthFirst } from './depthFirst.ts';
import { busySelf, nodeTotals } from './nodeTotals.ts';

export interface Neighbour {
  readonly function: number;
  /** Weight that passed between the two functions, each stack counted once; in the profile's unit. */
  readonly weight: number;
}

export interface Neighbours {
  readonly callers: readonly Neighbour[];
  readonly callees: readonly Neighbour[];
}

/** Who called a function and whom it called, the heaviest first. Direct recursion is in neither list. */
export function callersAndCallees(profile: Profile, fn: number): Neighbours {
  const { nodes } = profile;
  const totals = nodeTotals(profile, busySelf(profile));
  const callers = new Map<number, number>();
  const callees = new Map<number, number>();
  const active = new Map<number, number>();
  let depth = 0;
  const functionAt = (node: number): number => (node < 0 ? -1 : at(nodes.function, node));
  depthFirst(
    nodes,
    (node) => {
      const own = at(nodes.function, node);
      const caller = functionAt(at(nodes.parent, node));
      if (own === fn && depth === 0 && caller >= 0) add(callers, caller, at(totals, node));
      if (own === fn) depth++;
      if (caller === fn && own !== fn) {
        if ((active.get(own) ?? 0) === 0) add(callees, own, at(totals, node));
        add(active, own, 1);
      }
    },
    (node) => {
      const own = at(nodes.function, node);
      if (own === fn) depth--;
      else if (functionAt(at(nodes.parent, node)) === fn) add(active, own, -1);
    },
  );
  return { callers: sorted(callers), callees: sorted(callees) };
}

function add(weights: Map<number, number>, key: number, weight: number): void {
  weights.set(key, (weights.get(key) ?? 0) + weight);
}

function sorted(weights: ReadonlyMap<number, number>): Neighbour[] {
  return [...weights]
    .map(([fn, weight]) => ({ function: fn, weight }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
}
