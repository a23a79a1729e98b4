import type { Format } from './format.ts';
import { isFromAddOn, readAllocations } from './heapprofile.ts';

/**
 * What `stopSamplingHeapProfiling().export()` of v8-profiler-next writes: V8's heap profile with 1-based lines and columns,
 * numbers as ids of scripts, no ids of nodes and no samples.
 * https://github.com/hyj1991/v8-profiler-next/blob/master/src/sampling_heap_profiler/sampling_heap.cc
 */
export const v8ProfilerNextHeap: Format = {
  id: 'v8-profiler-next-heap',
  name: 'v8-profiler-next heap sampling profile',
  extensions: ['.heapprofile', '.json'],
  accepts: isFromAddOn,
  read: (input) => readAllocations(input, { format: 'v8-profiler-next-heap', tool: 'v8-profiler-next', firstLine: 1 }),
};
