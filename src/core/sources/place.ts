import { at } from '../model/at.ts';
import { countUpTo } from '../model/countUpTo.ts';
import type { FunctionSpan } from './findFunctions.ts';
import type { LoadedScript } from './scripts.ts';

/** A function in the text of a script that was read. */
export interface Place {
  readonly script: LoadedScript;
  /** Index into the script's spans. */
  readonly span: number;
}

export function spanOf({ script, span }: Place): FunctionSpan {
  return at(script.spans.spans, span);
}

export function isSamePlace(a: Place, b: Place): boolean {
  return a.script === b.script && a.span === b.span;
}

/** Each place once. */
export function distinct(places: readonly Place[]): Place[] {
  return places.filter((place, index) => places.findIndex((other) => isSamePlace(place, other)) === index);
}

export function hasCodeOn(place: Place, line: number): boolean {
  const { codeLines } = spanOf(place);
  return codeLines[countUpTo(codeLines, line) - 1] === line;
}

/** Whether `inner` is nested in `outer`, at any depth. */
export function isNestedIn(inner: Place, outer: Place): boolean {
  if (inner.script !== outer.script) return false;
  let span = spanOf(inner).parent;
  while (span > outer.span) span = at(inner.script.spans.spans, span).parent;
  return span === outer.span;
}
