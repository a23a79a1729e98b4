import { allocatedAt, type AllocatedAt } from '../../analysis/heap/allocatedAt.ts';
import type { ExaminedHeap } from '../../analysis/heap/examinedHeap.ts';
import { pathToRoot } from '../../analysis/heap/pathToRoot.ts';
import { SourcePlaces } from '../../analysis/heap/sourcePlaces.ts';
import { at } from '../../model/at.ts';
import { heapObjectName, heapPath, type HeapObjectName, type HeapPathStep, type HeapPlace } from './heapObjectName.ts';

/** What a view tells of one object beside the lists below it. */
export interface HeapDetails extends HeapObjectName {
  readonly node: number;
  readonly place?: HeapPlace;
  /** The calls that allocated it, the innermost first; empty without allocation tracking. */
  readonly allocatedAt: readonly AllocatedAt[];
  /** The shortest way from a root. */
  readonly path: readonly (HeapPathStep & { readonly node: number })[];
}

export function heapDetails(examined: ExaminedHeap, node: number): HeapDetails {
  const place = new SourcePlaces(examined).of(node);
  const steps = pathToRoot(examined, node);
  return {
    ...heapObjectName(examined, node),
    node,
    ...(place === undefined ? {} : { place }),
    allocatedAt: allocatedAt(examined, node),
    path: heapPath(examined, node).map((step, index) => ({ ...step, node: at(steps, index).node })),
  };
}
