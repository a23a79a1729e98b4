import { groupBy } from '../model/groupBy.ts';
import { packageOf } from './query/packageOf.ts';

/**
 * Which file of one profile is which of another: the one of the same path, else the one of the same package with the longest end
 * of its path in common, so that two checkouts compare. Every file is in at most one pair; the map leads from the first to the second.
 */
export function pairFiles(before: Iterable<string>, after: Iterable<string>): Map<string, string> {
  const pairs = new Map<string, string>();
  const open = new Map(Array.from(before, (file) => [file, segmentsOf(file)]));
  const free = new Map(Array.from(after, (file) => [file, segmentsOf(file)]));
  const pair = (left: string, right: string): void => {
    pairs.set(left, right);
    open.delete(left);
    free.delete(right);
  };
  for (const file of [...open.keys()]) if (free.has(file)) pair(file, file);
  let length = 0;
  for (const segments of open.values()) length = Math.max(length, segments.length);
  for (; length > 0; length--) {
    const byEnd = groupBy(free, ([file, segments]) => endOf(file, segments, length));
    for (const [file, segments] of [...open]) {
      if (segments.length < length) continue;
      const candidates = byEnd.get(endOf(file, segments, length)) ?? [];
      const right = candidates.find(([candidate]) => free.has(candidate));
      if (right !== undefined) pair(file, right[0]);
    }
  }
  return pairs;
}

function segmentsOf(file: string): string[] {
  return file.split(/[\\/]/).filter((segment) => segment !== '');
}

function endOf(file: string, segments: readonly string[], length: number): string {
  return `${packageOf(file)}\0${segments.slice(-length).join('/')}`;
}
