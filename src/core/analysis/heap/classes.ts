import { nodeTypeIndex, type Heap } from '../../model/heap.ts';
import { PairTable } from '../../model/pairTable.ts';

export interface Classes {
  /** The class of each node. */
  readonly of: Uint32Array;
  /** By class. Classes of one name at different places in the source are different ones. */
  readonly name: readonly string[];
  /** By class: the row in `Heap.locations` of one of its objects; -1 where none has any. */
  readonly location: readonly number[];
}

/** Constructors, as Chrome DevTools names them; what is no object of a program is in one class for each kind: `(string)`. */
export function classes(heap: Heap, domState: Uint8Array): Classes {
  const { nodes, locations, strings } = heap;
  const of = new Uint32Array(nodes.type.length);
  const name: string[] = [];
  const location: number[] = [];
  const byText = new Map<string, number>();
  const named = new PairTable();
  const places = new PairTable();
  const scripts = new PairTable();
  const placed = new PairTable();
  const add = (text: string, row: number): number => {
    location.push(row);
    return name.push(text) - 1;
  };
  const classOfText = (text: string): number => {
    let known = byText.get(text);
    if (known === undefined) byText.set(text, (known = add(text, -1)));
    return known;
  };
  const ofType: (number | undefined)[] = [];
  let row = 0;
  for (let node = 0; node < of.length; node++) {
    while ((locations.node[row] ?? of.length) < node) row++;
    const type = nodes.type[node] ?? 0;
    const index = nodes.name[node] ?? 0;
    const isDetached = domState[node] === 2 ? 1 : 0;
    if (type !== nodeTypeIndex.object && type !== nodeTypeIndex.native) {
      of[node] = ofType[type] ??= classOfText(classOfType(heap, type));
      continue;
    }
    let known = named.get(index, isDetached);
    if (known < 0) {
      known = classOfText(shortTag(`${isDetached === 1 ? 'Detached ' : ''}${strings.text(index)}`));
      named.intern(index, isDetached, known);
    }
    if (type === nodeTypeIndex.object && locations.node[row] === node) {
      const script = scripts.intern(locations.script[row] ?? 0, locations.line[row] ?? 0, scripts.size);
      const place = places.intern(script, locations.column[row] ?? 0, places.size);
      const same = placed.get(place, known);
      known = same >= 0 ? same : placed.intern(place, known, add(name[known] ?? '', row));
    }
    of[node] = known;
  }
  return { of, name, location };
}

function classOfType({ nodeTypes }: Heap, type: number): string {
  switch (type) {
    case nodeTypeIndex.hidden:
      return '(system)';
    case nodeTypeIndex.code:
      return '(compiled code)';
    case nodeTypeIndex.closure:
      return 'Function';
    case nodeTypeIndex.regexp:
      return 'RegExp';
    default:
      return `(${nodeTypes[type] ?? ''})`;
  }
}

/** `<div id="a">` is one of `<div>`. */
function shortTag(name: string): string {
  const [, tag] = /^((?:Detached )?<\S*) /.exec(name) ?? [];
  return tag === undefined ? name : `${tag}>`;
}
