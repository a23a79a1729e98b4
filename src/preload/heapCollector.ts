import type { Session } from 'node:inspector';
import type { Collector, RawProfile } from './collector.ts';
import { post } from './post.ts';

/** V8's sampling heap profiler, with the objects that were already collected: most of what a program allocates is. */
export function heapCollector(session: Session): Collector {
  const take = (method: string) => (post(session, method) as { profile: RawProfile }).profile;
  return {
    extension: '.heapprofile',
    restarts: false,
    start: () => {
      post(session, 'HeapProfiler.startSampling', {
        includeObjectsCollectedByMajorGC: true,
        includeObjectsCollectedByMinorGC: true,
      });
    },
    peek: () => take('HeapProfiler.getSamplingProfile'),
    stop: () => take('HeapProfiler.stopSampling'),
  };
}
