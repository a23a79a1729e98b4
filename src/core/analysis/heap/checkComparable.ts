import { at } from '../../model/at.ts';
import { nodeTypeIndex, type Heap } from '../../model/heap.ts';
import { HeatlineError } from '../../model/heatlineError.ts';
import type { ExaminedHeap } from './examinedHeap.ts';
import { nodeName } from './names.ts';

/** What keeps its kind and name as long as it lives; strings do not. */
const lasting = new Set<number>([
  nodeTypeIndex.object,
  nodeTypeIndex.closure,
  nodeTypeIndex.regexp,
  nodeTypeIndex.native,
  nodeTypeIndex.symbol,
]);
/** Objects of the earlier snapshot that are looked at, evenly chosen. */
const sampleSize = 10_000;
/** Of snapshots of one session all objects with a number in common are alike, of others at most every fifth. */
const leastAlike = 0.9;

/**
 * Whether the numbers of objects mean the same in two snapshots: V8 begins anew in each process, and where the inspector
 * session ends that took the first.
 * @throws HeatlineError when they do not.
 */
export function checkComparable({ heap: before }: ExaminedHeap, { heap: after }: ExaminedHeap): void {
  const sample = sampleOf(before);
  let found = 0;
  let alike = 0;
  for (let node = 0; node < after.nodes.id.length; node++) {
    const other = sample.get(at(after.nodes.id, node));
    if (other === undefined) continue;
    found++;
    if (before.nodes.type[other] === after.nodes.type[node] && nodeName(before, other) === nodeName(after, node))
      alike++;
  }
  if (sample.size === 0 || (found > 0 && alike >= leastAlike * found)) return;
  throw new HeatlineError(
    'The snapshots cannot be compared, as V8 has numbered the objects anew between them.',
    'Take them in one go: with heatline leaks -- CMD, or with heatline snapshot PID --count 3.',
  );
}

/** Nodes by their id. */
function sampleOf({ nodes }: Heap): ReadonlyMap<number, number> {
  const isLasting = (node: number): boolean => lasting.has(at(nodes.type, node));
  let count = 0;
  for (let node = 0; node < nodes.type.length; node++) if (isLasting(node)) count++;
  const step = Math.max(1, Math.floor(count / sampleSize));
  const sample = new Map<number, number>();
  for (let node = 0, seen = 0; node < nodes.type.length; node++)
    if (isLasting(node) && seen++ % step === 0) sample.set(at(nodes.id, node), node);
  return sample;
}
