import { at } from '../model/at.ts';
import { allocationSites } from './allocationSites.ts';
import { findFunctions } from './findFunctions.ts';
import { languageOf } from './scripts.ts';
import { indexSpans } from './spanIndex.ts';
import { spanOfFunction, type ProfiledFunction } from './spanOfFunction.ts';

/**
 * The line of a function's text on which it makes objects of a class; undefined where it does so on none, or on several.
 * @param kind the class as a heap has it: `Session`, `Object`, `Array`, `Function`.
 */
export function allocatingLine(file: string, source: string, fn: ProfiledFunction, kind: string): number | undefined {
  const language = languageOf(file);
  const spans = indexSpans(findFunctions(source, language).spans);
  const span = spanOfFunction(spans, fn);
  if (span === undefined) return undefined;
  // Where a function is known by a snapshot, V8 has inlined nothing.
  const sites = allocationSites({ source, language, spans, span, inlined: false });
  const lines = new Set(sites.filter(({ what }) => mayMake(what, kind)).map(({ line }) => line));
  return lines.size === 1 ? at([...lines], 0) : undefined;
}

/** Whether an expression makes objects of a class; what a built-in function makes is plain objects and arrays. */
function mayMake(what: string, kind: string): boolean {
  if (kind === 'Function') return what === 'closure';
  const isPlain = kind === 'Object' || kind === 'Array';
  return what === kind || (isPlain && (what.endsWith('()') || what.startsWith(kind === 'Object' ? '{' : '[')));
}
