import { detachedDom } from '../../analysis/heap/detachedDom.ts';
import { dominatedBy } from '../../analysis/heap/dominatedBy.ts';
import type { ExaminedHeap } from '../../analysis/heap/examinedHeap.ts';
import { edgeLabel } from '../../analysis/heap/names.ts';
import { retainersOf } from '../../analysis/heap/retainersOf.ts';
import { SourcePlaces } from '../../analysis/heap/sourcePlaces.ts';
import { at } from '../../model/at.ts';
import type { HeapList } from './heapList.ts';
import { className, heapObjectName } from './heapObjectName.ts';
import type { HeapRows } from './heapRows.ts';

/** The objects of a class that have any size. */
export function objectRows(examined: ExaminedHeap, id: number): HeapRows {
  const { classes, shallow } = examined;
  const nodes: number[] = [];
  for (let node = 0; node < shallow.length; node++)
    if (classes.of[node] === id && (shallow[node] ?? 0) > 0) nodes.push(node);
  return rowsOfNodes(examined, nodes, fieldsBelow(examined));
}

/** What an object refers to. */
export function fieldRows(examined: ExaminedHeap, node: number): HeapRows {
  const { nodes, edges } = examined.heap;
  const first = nodes.firstEdge[node] ?? 0;
  const list = Array.from(edges.target.subarray(first, nodes.firstEdge[node + 1] ?? first));
  return rowsOfNodes(examined, list, fieldsBelow(examined), (item) => edgeLabel(examined.heap, first + item));
}

/** What holds an object. */
export function retainerRows(examined: ExaminedHeap, node: number): HeapRows {
  const steps = retainersOf(examined, node);
  return rowsOfNodes(
    examined,
    steps.map((step) => step.node),
    // A root is held by nothing.
    (above) => (above === 0 ? undefined : { kind: 'retainers', node: above }),
    (item) => edgeLabel(examined.heap, at(steps, item).edge),
  );
}

/** What an object alone keeps alive, directly. */
export function dominatedRows(examined: ExaminedHeap, node: number): HeapRows {
  const { first } = examined.dominated;
  return rowsOfNodes(examined, dominatedBy(examined, node), (child) =>
    at(first, child + 1) > at(first, child) ? { kind: 'dominated', node: child } : undefined,
  );
}

export function detachedRows(examined: ExaminedHeap): HeapRows {
  return rowsOfNodes(examined, detachedDom(examined), fieldsBelow(examined));
}

function fieldsBelow({ heap }: ExaminedHeap): (node: number) => HeapList | undefined {
  const { firstEdge } = heap.nodes;
  return (node) => (at(firstEdge, node + 1) > at(firstEdge, node) ? { kind: 'fields', node } : undefined);
}

function rowsOfNodes(
  examined: ExaminedHeap,
  nodes: readonly number[],
  below: (node: number) => HeapList | undefined,
  edge: (item: number) => string = () => '',
): HeapRows {
  const { shallow, retained, distance } = examined;
  const places = new SourcePlaces(examined);
  const numbers = (item: number): readonly number[] => {
    const node = at(nodes, item);
    const steps = at(distance, node);
    return [NaN, at(shallow, node), at(retained, node), steps < 0 ? NaN : steps];
  };
  return {
    length: nodes.length,
    number: (item, column) => numbers(item)[column] ?? NaN,
    text: (item) => edge(item) || className(examined, at(nodes, item)),
    row: (item) => {
      const node = at(nodes, item);
      const { class: kind, name, id } = heapObjectName(examined, node);
      const place = places.of(node);
      const list = below(node);
      return {
        ...{ edge: edge(item), class: kind, name, id, node, numbers: numbers(item) },
        ...(place === undefined ? {} : { place }),
        ...(list === undefined ? {} : { below: list }),
      };
    },
  };
}
