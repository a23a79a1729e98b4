import type { ExaminedHeap } from '../../analysis/heap/examinedHeap.ts';
import { edgeLabel, nodeName } from '../../analysis/heap/names.ts';
import { pathToRoot } from '../../analysis/heap/pathToRoot.ts';
import type { SourcePlace } from '../../analysis/heap/sourcePlaces.ts';
import { at } from '../../model/at.ts';
import { nodeTypeIndex } from '../../model/heap.ts';

/** An object as a list names it. */
export interface HeapObjectName {
  readonly id: number;
  /** Its class, or what kind of thing it is: `(string)`. */
  readonly class: string;
  /** Of functions their name, of strings their text, cut. */
  readonly name: string;
  readonly self: number;
  readonly retained: number;
  readonly distance: number;
}

/** A step of a way from a root: how an object is held, and what it is. */
export interface HeapPathStep {
  readonly id: number;
  /** `.sessions`, `[12]`, `(variable)`, `{internal}`; empty at the root. */
  readonly edge: string;
  readonly class: string;
  readonly name: string;
}

/** A place, or nothing: `file` may be empty while the line is known. */
export type HeapPlace = SourcePlace;

/** Strings can be of any length. */
const longestName = 80;

export function heapObjectName(examined: ExaminedHeap, node: number): HeapObjectName {
  return {
    id: at(examined.heap.nodes.id, node),
    class: className(examined, node),
    name: shortName(examined, node),
    self: at(examined.shallow, node),
    retained: at(examined.retained, node),
    distance: at(examined.distance, node),
  };
}

export function heapPath(examined: ExaminedHeap, node: number): readonly HeapPathStep[] {
  return pathToRoot(examined, node).map((step) => ({
    id: at(examined.heap.nodes.id, step.node),
    edge: step.edge < 0 ? '' : edgeLabel(examined.heap, step.edge),
    class: className(examined, step.node),
    name: shortName(examined, step.node),
  }));
}

export function className({ classes }: ExaminedHeap, node: number): string {
  return at(classes.name, at(classes.of, node));
}

function shortName({ heap }: ExaminedHeap, node: number): string {
  const type = heap.nodes.type[node];
  // Of objects it is the class once more.
  if (type === nodeTypeIndex.object) return '';
  const name = nodeName(heap, node);
  return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
}
