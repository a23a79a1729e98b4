import { duplicateStrings } from '../../analysis/heap/duplicateStrings.ts';
import type { ExaminedHeap } from '../../analysis/heap/examinedHeap.ts';
import { nodeName } from '../../analysis/heap/names.ts';
import { at } from '../../model/at.ts';
import { nodeTypeIndex } from '../../model/heap.ts';
import { heapObjectName } from './heapObjectName.ts';
import type { HeapRows } from './heapRows.ts';

/** Texts that are there more than once. */
export function stringRows(examined: ExaminedHeap): HeapRows {
  const strings = duplicateStrings(examined);
  const numbers = (item: number): readonly number[] => {
    const { count, size, wasted } = at(strings, item);
    return [count, size, wasted];
  };
  return {
    length: strings.length,
    number: (item, column) => numbers(item)[column] ?? NaN,
    text: (item) => nodeName(examined.heap, at(strings, item).node),
    row: (item) => {
      const { node } = at(strings, item);
      const { class: kind, name } = heapObjectName(examined, node);
      return {
        ...{ edge: '', class: kind, name, id: 0, node: -1, numbers: numbers(item) },
        below: { kind: 'copies', node },
      };
    },
  };
}

/** The strings with the text of one of them. */
export function copyRows(examined: ExaminedHeap, like: number): HeapRows {
  const { type, name, selfSize } = examined.heap.nodes;
  const nodes: number[] = [];
  for (let node = 0; node < type.length; node++) {
    const isString = type[node] === nodeTypeIndex.string;
    if (isString && name[node] === name[like] && selfSize[node] === selfSize[like]) nodes.push(node);
  }
  const numbers = (item: number): readonly number[] => [NaN, at(selfSize, at(nodes, item)), NaN];
  return {
    length: nodes.length,
    number: (item, column) => numbers(item)[column] ?? NaN,
    text: (item) => nodeName(examined.heap, at(nodes, item)),
    row: (item) => {
      const node = at(nodes, item);
      const { class: kind, name: text, id } = heapObjectName(examined, node);
      return { edge: '', class: kind, name: text, id, node, numbers: numbers(item) };
    },
  };
}
