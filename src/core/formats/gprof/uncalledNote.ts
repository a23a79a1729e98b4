import { costOf } from '../callgrind/acyclic.ts';
import type { Vertex } from '../callgrind/callGraph.ts';

/** Of the time; less needs no words. */
const leastShare = 0.005;

/** What is to be said of functions that took time, and of which nobody knows who called them; the largest is the program itself. */
export function uncalledNote(vertices: readonly Vertex[], isStripped: boolean): string | undefined {
  if (isStripped)
    return 'The program has no symbol table, so that nobody knows which functions called each other: totals are self times.';
  const called = new Set(vertices.flatMap(({ out }) => out.map(({ to }) => to)));
  if (called.size === 0)
    return 'No function that was compiled with -pg was called by another one, so that totals are self times.';
  const costs = vertices.flatMap((vertex, index) => (called.has(index) ? [] : [costOf(vertex)]));
  const all = costs.reduce((sum, cost) => sum + cost, 0);
  const share = 1 - costs.reduce((most, cost) => Math.max(most, cost), 0) / all;
  if (!(share >= leastShare)) return undefined;
  return `Functions with ${Math.round(100 * share)} % of the time are in no other function’s total, as nobody knows who called them: they were not compiled with -pg, or a library called them.`;
}
