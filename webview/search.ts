import { at } from '../src/core/model/at.ts';
import { categoryIndex } from '../src/core/model/category.ts';
import type { FunctionsView } from '../src/protocol.ts';
import type { BoxIndex } from './boxIndex.ts';

export interface Query {
  readonly text: string;
  readonly regex: boolean;
}

export type Matcher =
  | { readonly kind: 'none' }
  | { readonly kind: 'invalid'; readonly message: string }
  | { readonly kind: 'matcher'; readonly matches: (text: string) => boolean };

export function compileQuery({ text, regex }: Query): Matcher {
  if (text === '') return { kind: 'none' };
  if (!regex) {
    const wanted = text.toLowerCase();
    return { kind: 'matcher', matches: (candidate) => candidate.toLowerCase().includes(wanted) };
  }
  try {
    const pattern = new RegExp(text, 'i');
    return { kind: 'matcher', matches: (candidate) => pattern.test(candidate) };
  } catch (error) {
    return { kind: 'invalid', message: error instanceof Error ? error.message : String(error) };
  }
}

/** By function, 1 where its name or its file matches. */
export function matchFunctions(functions: FunctionsView, matches: (text: string) => boolean): Uint8Array {
  return Uint8Array.from(functions.name, (name, fn) => (matches(name) || matches(at(functions.file, fn)) ? 1 : 0));
}

/** Where the matching functions are in one graph. */
export interface Hits {
  /** By function. */
  readonly functions: Uint8Array;
  /** Matching boxes that no matching box is below: each stack is among them once. */
  readonly topmost: Uint32Array;
  /** Weight of those, without idle time: what a share of the session's total can be taken of. */
  readonly weight: number;
  /** By row: matching boxes before it. One more element than there are rows, so any run of rows can be asked for. */
  readonly before: Uint32Array;
}

export function findHits(index: BoxIndex, functions: FunctionsView, matching: Uint8Array): Hits {
  const { boxes, count, end } = index;
  const before = new Uint32Array(count + 1);
  const topmost: number[] = [];
  let weight = 0;
  let covered = 0;
  for (let row = 0; row < count; row++) {
    const fn = at(boxes.function, row);
    const hit = at(matching, fn);
    before[row + 1] = at(before, row) + hit;
    if (hit === 0 || row < covered) continue;
    topmost.push(row);
    covered = at(end, row);
    if (functions.category[fn] !== categoryIndex.idle) weight += at(boxes.width, row);
  }
  return { functions: matching, topmost: Uint32Array.from(topmost), weight, before };
}

/** Whether any row of `row..end` matches. */
export function hasHit(hits: Hits, row: number, end: number): boolean {
  return at(hits.before, end) > at(hits.before, row);
}
