import type { Session } from 'node:inspector';
import type { HeapEvent } from '../core/model/heapEvent.ts';
import type { Collector } from './collector.ts';
import { countedHeap, type HeapProfile } from './countedHeap.ts';
import { heapSampling } from './heapSampling.ts';
import { keepModules } from './keepModules.ts';
import { post } from './post.ts';

/**
 * V8's sampling heap profiler. A part of what is allocated holds all of its time, whenever it is freed, so that parts add
 * up; what is live can only be told at the end.
 * @param isBeside whether CPU time is measured too: a part would cost it a full garbage collection.
 */
export function heapCollector(session: Session, asked: HeapEvent, isBeside: boolean): Collector {
  const { node } = process.versions;
  const { event, parameters } = heapSampling(asked, node);
  keepModules(node);
  const start = () => {
    post(session, 'HeapProfiler.startSampling', parameters);
  };
  const stop = () => countedHeap((post(session, 'HeapProfiler.stopSampling') as { profile: HeapProfile }).profile);
  const rotate = () => {
    const part = stop();
    start();
    return part;
  };
  return { extension: '.heapprofile', event, start, stop, ...(event === 'allocated' && !isBeside && { rotate }) };
}
