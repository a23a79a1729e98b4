import { at } from '../model/at.ts';
import { simpleName } from './callSites.ts';
import type { Position } from './findFunctions.ts';
import type { SpanIndex } from './spanIndex.ts';

/** A function as a profile has it: V8's position is that of its parameters, a mapped one's where its text begins. */
export interface ProfiledFunction extends Position {
  readonly name: string;
}

/** The span of a profiled function in a text; undefined where another stands there: the text is not the one that ran. */
export function spanOfFunction(spans: SpanIndex, fn: ProfiledFunction): number | undefined {
  const span = spans.around(fn);
  const name = simpleName(fn.name);
  const found = simpleName(at(spans.spans, span).name);
  if (name === found || (name !== '' && found === '')) return span;
  const { startLine, startColumn } = at(spans.spans, 0);
  // A script begins where its first function does.
  if (name === '' && fn.line === startLine && fn.column === startColumn) return 0;
  return undefined;
}
