import { at } from '../core/model/at.ts';
import { isAbsolutePath } from '../core/model/location.ts';
import type { Profile } from '../core/model/profile.ts';
import { allocationSites, type AllocationSite } from '../core/sources/allocationSites.ts';
import { languageOf } from '../core/sources/scripts.ts';
import { indexSpans } from '../core/sources/spanIndex.ts';
import { spanOfFunction } from '../core/sources/spanOfFunction.ts';
import type { RunSources } from './runSources.ts';

/** Where a function makes things, as its text says; empty where that is not there, or is of no JavaScript or TypeScript. */
export function functionSites(
  { functions, tool }: Profile,
  fn: number,
  sources: RunSources,
): readonly AllocationSite[] {
  const file = at(functions.file, fn);
  const isScript = isAbsolutePath(file) && /\.[cm]?[jt]sx?$/.test(file);
  const source = isScript ? sources.shownText(file) : undefined;
  if (source === undefined) return [];
  const language = languageOf(file);
  const spans = indexSpans(sources.findFunctions(source, language).spans);
  const [name, line, column] = [at(functions.name, fn), at(functions.line, fn), at(functions.column, fn)];
  const span = spanOfFunction(spans, { name, line, column });
  // Where each allocation is tracked, V8 inlines nothing.
  return span === undefined
    ? []
    : allocationSites({ source, language, spans, span, inlined: tool !== 'v8-allocations' });
}
