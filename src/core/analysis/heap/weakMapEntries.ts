import { edgeTypeIndex, type Heap } from '../../model/heap.ts';

/** An entry of a WeakMap: V8 draws an edge to its value from the key and one from the table, with one name for both. */
export interface WeakMapEntry {
  /** Id of the table's node. */
  readonly table: number;
  /** The same for both edges. */
  readonly pair: string;
}

const entryName = /^\d+( \/ part of key \(.*? @\d+\) -> value \(.*? @\d+\) pair in WeakMap \(table @(\d+)\))$/;
const closingParenthesis = 0x29;

/** The entries of WeakMaps by the index of their name. */
export function weakMapEntries({ edges, strings }: Heap): ReadonlyMap<number, WeakMapEntry> {
  const entries = new Map<number, WeakMapEntry>();
  const seen = new Uint8Array(strings.length);
  const { type, name } = edges;
  for (let edge = 0; edge < type.length; edge++) {
    const index = name[edge] ?? 0;
    if (type[edge] !== edgeTypeIndex.internal || seen[index] === 1) continue;
    seen[index] = 1;
    if (strings.bytes(index).at(-1) !== closingParenthesis) continue;
    const [, pair, table] = entryName.exec(strings.text(index)) ?? [];
    if (pair !== undefined) entries.set(index, { pair, table: Number(table) });
  }
  return entries;
}
