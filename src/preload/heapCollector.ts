import type { Session } from 'node:inspector';
import type { Collector } from './collector.ts';
import { countedHeap, type HeapProfile } from './countedHeap.ts';
import { post } from './post.ts';

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
  const stop = () => countedHeap((post(session, 'HeapProfiler.stopSampling') as { profile: HeapProfile }).profile);
  const rotate = () => {
    const part = stop();
    start();
    return part;
  };
  return { extension: '.heapprofile', start, rotate, stop };
}
