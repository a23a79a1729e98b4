import { at } from '../model/at.ts';
import { groupBy } from '../model/groupBy.ts';
import type { Profile } from '../model/profile.ts';
import { pairFiles } from './pairFiles.ts';

/**
 * Which function of `before` is which of `after`, by name and file, wherever it moved in the file: the first of a name is the first,
 * the second the second. When there are not as many in both, those on the same line go together first. A function is in at most
 * one pair.
 */
export function pairFunctions(before: Profile, after: Profile): Map<number, number> {
  const files = pairFiles(before.functions.file, after.functions.file);
  const theirs = functionsByKey(after, (file) => file);
  const pairs = new Map<number, number>();
  for (const [key, mine] of functionsByKey(before, (file) => files.get(file))) {
    const free = theirs.get(key) ?? [];
    const open = [...mine];
    if (free.length !== open.length) {
      for (const fn of mine) {
        const place = free.findIndex((other) => lineOf(before, fn) === lineOf(after, other));
        if (place < 0) continue;
        pairs.set(fn, at(free, place));
        free.splice(place, 1);
        open.splice(open.indexOf(fn), 1);
      }
    }
    for (const [index, fn] of open.entries()) {
      const other = free[index];
      if (other !== undefined) pairs.set(fn, other);
    }
  }
  return pairs;
}

/** From the top of the file. */
function functionsByKey(profile: Profile, nameOf: (file: string) => string | undefined): Map<string, number[]> {
  const { functions } = profile;
  const place = (fn: number): number => lineOf(profile, fn) * 2 ** 20 + at(functions.column, fn);
  const inOrder = Array.from(functions.name.keys()).sort((a, b) => place(a) - place(b));
  // A file without a partner is a key that no other file has.
  return groupBy(inOrder, (fn) => {
    const file = nameOf(at(functions.file, fn));
    return `${at(functions.name, fn)}\0${file ?? `\0${at(functions.file, fn)}`}`;
  });
}

function lineOf({ functions }: Profile, fn: number): number {
  return at(functions.line, fn);
}
