import { edgeTypeIndex, nodeTypeIndex } from '../../model/heap.ts';
import type { ExaminedHeap } from './examinedHeap.ts';
import { blockVariables } from './blockVariables.ts';
import { edgeName } from './names.ts';
import { pathToRoot } from './pathToRoot.ts';
import { retainersOf } from './retainersOf.ts';
import type { SourcePlace, SourcePlaces } from './sourcePlaces.ts';

export interface HeldAt {
  /** The variable or property that holds it. */
  readonly name: string;
  /** The function that has the variable, or the class of the object that has the property. */
  readonly place: SourcePlace;
}

/** The place in the program's own source that is nearest to what holds an object; undefined where no step has one. */
export function heldAt(examined: ExaminedHeap, places: SourcePlaces, node: number): HeldAt | undefined {
  const { heap } = examined;
  const path = pathToRoot(examined, node);
  for (let index = path.length - 1; index > 0; index--) {
    const edge = path[index]?.edge ?? -1;
    const holder = path[index - 1]?.node ?? 0;
    const kind = heap.edges.type[edge];
    const variables = kind === edgeTypeIndex.hidden ? blockVariables(heap, holder, edge) : [];
    const isVariable = kind === edgeTypeIndex.context || variables.length > 0;
    if (!isVariable && kind !== edgeTypeIndex.property) continue;
    const candidates = isVariable ? closuresOf(examined, holder) : [holder];
    const known = candidates.map((candidate) => places.of(candidate)).filter((place) => place !== undefined);
    const own = known.filter(({ file }) => file !== '' && !file.startsWith('node:'));
    const [first] = own.sort((a, b) => a.line - b.line);
    if (first !== undefined) return { name: variables.join(' or ') || edgeName(heap, edge), place: first };
  }
  return undefined;
}

/** Functions that see the variables of a context. */
function closuresOf(examined: ExaminedHeap, context: number): number[] {
  const { heap } = examined;
  return retainersOf(examined, context)
    .filter(({ node, edge }) => heap.nodes.type[node] === nodeTypeIndex.closure && edgeName(heap, edge) === 'context')
    .map(({ node }) => node);
}
