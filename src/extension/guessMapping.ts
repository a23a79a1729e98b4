import { segmentsOf } from '../core/sources/relocate.ts';

/** A folder as a profile names it, and which folder here it seems to be. */
export interface GuessedMapping {
  readonly from: string;
  readonly to: string;
  /** How many files of the profile it finds. */
  readonly files: number;
}

/** A file on this machine, in a folder that may be mapped to. */
export interface Candidate {
  readonly root: string;
  readonly path: string;
}

/**
 * Which folder of this machine explains most of a profile's missing files, judged by how their paths end. It is never
 * above a candidate's root.
 */
export function guessMapping(missing: Iterable<string>, candidates: readonly Candidate[]): GuessedMapping | undefined {
  const votes = new Map<string, { from: string; to: string; files: number }>();
  for (const file of missing) {
    const wanted = segmentsOf(file);
    const seen = new Set<string>();
    for (const { root, path } of candidates) {
      const found = segmentsOf(path.slice(root.length));
      const shared = sharedEnd(wanted, found);
      if (shared === 0 || shared === wanted.length) continue;
      const from = withoutEnd(file, shared);
      const to = withoutEnd(path, shared);
      const key = `${from}\0${to}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const vote = votes.get(key) ?? { from, to, files: 0 };
      vote.files++;
      votes.set(key, vote);
    }
  }
  // Of folders with as many files, the one further up explains more of the path.
  return [...votes.values()].sort((a, b) => b.files - a.files || a.to.length - b.to.length)[0];
}

function sharedEnd(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a.at(-1 - shared) === b.at(-1 - shared)) shared++;
  return shared;
}

/** A path or URL without its last segments, as it is written. */
function withoutEnd(file: string, segments: number): string {
  let rest = file.replace(/[?#].*$/s, '');
  for (let count = 0; count < segments; count++) rest = rest.replace(/([\\/]\.)*[\\/]+[^\\/]+[\\/]*$/, '');
  return rest;
}
