import type { RawProfile } from './collector.ts';

interface HeapNode {
  readonly id: number;
  readonly children: readonly HeapNode[];
  /** How many samples it stands for: not V8's, but added here. */
  count?: number;
}

/** What V8's sampling heap profiler gives. */
export interface HeapProfile {
  readonly head: HeapNode;
  /** Every sampled object. */
  readonly samples: readonly { readonly nodeId: number }[];
}

/** The profile with numbers in place of the list of samples, which is megabytes a second. */
export function countedHeap({ head, samples }: HeapProfile): RawProfile {
  const counts = new Map<number, number>();
  for (const { nodeId } of samples) counts.set(nodeId, (counts.get(nodeId) ?? 0) + 1);
  const open: HeapNode[] = [head];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    node.count = counts.get(node.id) ?? 0;
    for (const child of node.children) open.push(child);
  }
  return { head };
}
