import type { Session } from 'node:inspector';
import type { Collector, RawProfile } from './collector.ts';
import { post } from './post.ts';

interface HeapNode {
  readonly id: number;
  readonly children: readonly HeapNode[];
  /** How many samples it stands for: not V8's, but added here. */
  count?: number;
}

interface HeapProfile {
  readonly head: HeapNode;
  /** Every sampled object. */
  readonly samples: readonly { readonly nodeId: number }[];
}

/**
 * V8's sampling heap profiler, with the objects that were already collected: most of what a program allocates is.
 * So a part holds all that was allocated in its time, whenever it is freed, and parts add up.
 */
export function heapCollector(session: Session): Collector {
  const start = () => {
    post(session, 'HeapProfiler.startSampling', {
      includeObjectsCollectedByMajorGC: true,
      includeObjectsCollectedByMinorGC: true,
    });
  };
  const stop = () => withCounts((post(session, 'HeapProfiler.stopSampling') as { profile: HeapProfile }).profile);
  const rotate = () => {
    const part = stop();
    start();
    return part;
  };
  return { extension: '.heapprofile', start, rotate, stop };
}

/** The profile with numbers in place of the list of samples, which is megabytes a second. */
function withCounts({ head, samples }: HeapProfile): RawProfile {
  const counts = new Map<number, number>();
  for (const { nodeId } of samples) counts.set(nodeId, (counts.get(nodeId) ?? 0) + 1);
  const open: HeapNode[] = [head];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    node.count = counts.get(node.id) ?? 0;
    for (const child of node.children) open.push(child);
  }
  return { head };
}
