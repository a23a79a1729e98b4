import { at } from '../model/at.ts';
import type { Profile } from '../model/profile.ts';

/** What lives of one type. */
export interface TypeWeight {
  readonly name: string;
  readonly weight: number;
  /** Objects. */
  readonly count: number;
}

/** The types of what nodes allocated and what still lives, by a key of the node, the heaviest first; empty where nobody knows. */
export function typesBy<Key>({ types }: Profile, keyOf: (node: number) => Key): Map<Key, readonly TypeWeight[]> {
  const sums = new Map<Key, Map<string, TypeWeight>>();
  if (types === undefined) return new Map();
  for (const [row, node] of types.node.entries()) {
    const key = keyOf(node);
    const byName = sums.get(key) ?? new Map<string, TypeWeight>();
    sums.set(key, byName);
    const name = at(types.names, at(types.type, row));
    const { weight = 0, count = 0 } = byName.get(name) ?? {};
    byName.set(name, { name, weight: weight + at(types.weight, row), count: count + at(types.count, row) });
  }
  const heaviestFirst = (byName: ReadonlyMap<string, TypeWeight>): readonly TypeWeight[] =>
    [...byName.values()].sort((a, b) => b.weight - a.weight);
  return new Map(Array.from(sums, ([key, byName]) => [key, heaviestFirst(byName)]));
}
