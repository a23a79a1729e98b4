import type { Heap } from '../../model/heap.ts';
import { classes, type Classes } from './classes.ts';
import { distances, type Distances } from './distances.ts';
import { domState } from './domState.ts';
import { dominated, type Dominated } from './dominated.ts';
import { dominators, type Dominators } from './dominators.ts';
import { essentialEdges } from './essentialEdges.ts';
import { retainedSizes } from './retainedSizes.ts';
import { shallowSizes } from './shallowSizes.ts';
import type { ToOriginal } from './sourcePlaces.ts';
import { weakMapEntries } from './weakMapEntries.ts';

/** A heap with what every question about it needs. Columns are by node. */
export interface ExaminedHeap extends Distances {
  readonly heap: Heap;
  readonly shallow: Float64Array;
  readonly retained: Float64Array;
  readonly domState: Uint8Array;
  readonly classes: Classes;
  readonly dominators: Dominators;
  readonly dominated: Dominated;
  readonly toOriginal: ToOriginal;
}

/** @param toOriginal leads from places in the scripts that ran to their sources. */
export function examineHeap(heap: Heap, toOriginal: ToOriginal = (place) => place): ExaminedHeap {
  const entries = weakMapEntries(heap);
  const shallow = shallowSizes(heap);
  const tree = dominators(heap, essentialEdges(heap, entries));
  const state = domState(heap);
  return {
    heap,
    toOriginal,
    shallow,
    retained: retainedSizes(tree, shallow),
    domState: state,
    classes: classes(heap, state),
    dominators: tree,
    dominated: dominated(tree),
    ...distances(heap, entries),
  };
}
