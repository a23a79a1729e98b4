import type { HeapEvent } from '../core/model/heapEvent.ts';

/** The first Node whose V8 can keep samples of objects that it has collected. */
const keepsCollectedSince = 20;

/**
 * How to start V8's sampling heap profiler, and what it then counts. It keeps the samples of collected objects, or drops
 * them: so it counts either all that is allocated, or what of it is left after the full collection with which it stops.
 * @param node the version of the Node that runs it.
 */
export function heapSampling(
  asked: HeapEvent,
  node: string,
): { readonly event: HeapEvent; readonly parameters: Readonly<Record<string, boolean>> } {
  const event = Number.parseInt(node, 10) < keepsCollectedSince ? 'live' : asked;
  const keeps = event === 'allocated';
  return {
    event,
    parameters: { includeObjectsCollectedByMajorGC: keeps, includeObjectsCollectedByMinorGC: keeps },
  };
}
