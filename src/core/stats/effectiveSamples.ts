import { at } from '../model/at.ts';
import { categoryIndex } from '../model/category.ts';
import type { Profile } from '../model/profile.ts';

/**
 * How many equally heavy samples would tell as much as a profile's: a sample weighs the time to the next one, and the more these
 * differ, the less their number says (Kish's effective sample size, (Σw)² / Σw², Survey Sampling, 1965). Idle time apart.
 * Undefined for memory: V8 sums allocations of one size, so nobody knows how many were sampled; and for what was counted or
 * measured as a whole, not sampled.
 */
export function effectiveSamples({ unit, nodes, samples, functions }: Profile): number | undefined {
  if (unit === 'bytes') return undefined;
  const isMeasured = unit === 'events' || nodes.self.some((weight) => weight > 0);
  if (isMeasured && nodes.count.every((count) => count === 0)) return undefined;
  const isBusy = (node: number): boolean => at(functions.category, at(nodes.function, node)) !== categoryIndex.idle;
  let sum = 0;
  let squares = 0;
  for (const [row, node] of samples.node.entries()) {
    if (!isBusy(node)) continue;
    const weight = at(samples.weight, row);
    sum += weight;
    squares += weight * weight;
  }
  if (squares > 0) return (sum * sum) / squares;
  // Without a list of samples, their weights are not known apart.
  return nodes.count.reduce((count, of, node) => (isBusy(node) ? count + of : count), 0);
}
