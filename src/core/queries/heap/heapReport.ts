import { classTotals } from '../../analysis/heap/classTotals.ts';
import { detachedDom } from '../../analysis/heap/detachedDom.ts';
import { duplicateStrings } from '../../analysis/heap/duplicateStrings.ts';
import type { ExaminedHeap } from '../../analysis/heap/examinedHeap.ts';
import { largestObjects } from '../../analysis/heap/largestObjects.ts';
import { SourcePlaces } from '../../analysis/heap/sourcePlaces.ts';
import { at } from '../../model/at.ts';
import type { Note } from '../../model/note.ts';
import { heapObjectName, heapPath, type HeapObjectName, type HeapPathStep, type HeapPlace } from './heapObjectName.ts';

/** Version 1 of the JSON that `heatline heap FILE --json` prints. Sizes are bytes. */
export interface HeapReport {
  readonly version: 1;
  /** Bytes of all objects. */
  readonly total: number;
  readonly objects: number;
  readonly references: number;
  /** By retained size. */
  readonly classes: readonly HeapClass[];
  /** By retained size, each with the shortest way from a root. */
  readonly largest: readonly HeldObject[];
  /** By what all copies but one take. */
  readonly strings: readonly HeapStrings[];
  readonly detached: readonly HeldObject[];
  readonly notes: readonly Note[];
}

export interface HeapClass {
  readonly name: string;
  readonly count: number;
  readonly shallow: number;
  /** What all of them keep alive together. */
  readonly retained: number;
  /** From the nearest root to the nearest one. */
  readonly distance: number;
  /** Of the constructor, where V8 says it. */
  readonly place?: HeapPlace;
}

export interface HeldObject extends HeapObjectName {
  readonly path: readonly HeapPathStep[];
  readonly place?: HeapPlace;
}

export interface HeapStrings {
  readonly text: string;
  readonly count: number;
  readonly size: number;
  readonly wasted: number;
}

/** @param limit rows of each list; 0 is all. */
export function heapReport(examined: ExaminedHeap, limit: number): HeapReport {
  const { heap, classes } = examined;
  const places = new SourcePlaces(examined);
  const cut = <T>(rows: readonly T[]): readonly T[] => (limit > 0 ? rows.slice(0, limit) : rows);
  const held = (node: number): HeldObject => {
    const place = places.of(node);
    return {
      ...heapObjectName(examined, node),
      path: heapPath(examined, node),
      ...(place === undefined ? {} : { place }),
    };
  };
  return {
    version: 1,
    total: examined.shallow.reduce((sum, size) => sum + size, 0),
    objects: heap.nodes.type.length,
    references: heap.edges.type.length,
    classes: cut(classTotals(examined)).map(({ class: id, ...sizes }) => {
      const row = at(classes.location, id);
      return { name: at(classes.name, id), ...sizes, ...(row < 0 ? {} : { place: places.at(row) }) };
    }),
    largest: largestObjects(examined, limit).map(held),
    strings: cut(duplicateStrings(examined)).map(({ node, ...copies }) => ({
      text: heapObjectName(examined, node).name,
      ...copies,
    })),
    detached: cut(detachedDom(examined)).map(held),
    notes: heap.notes,
  };
}
