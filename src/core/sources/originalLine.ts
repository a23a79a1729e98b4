import type { Position } from './findFunctions.ts';
import { spanOf, type Place } from './place.ts';
import type { LoadedScript } from './scripts.ts';
import type { OriginalPosition } from './sourceMap.ts';

/** Longer lines are minified code, where one line holds many statements of many original lines. */
const longestWrittenLine = 500;

/** The original of a position in a script, which without a source map is its own original. */
export function originalPosition(script: LoadedScript, position: Position): OriginalPosition | undefined {
  const { map, file, replacesFile } = script;
  if (map !== undefined) return map.original(position);
  return replacesFile ? undefined : { file, line: position.line, column: position.column, name: undefined };
}

/**
 * The original line of a generated one, inside a function; undefined where the generated line leads to several and
 * nothing tells which of them ran.
 */
export function originalLine(place: Place, line: number): OriginalPosition | undefined {
  const { map } = place.script;
  if (map === undefined) return originalPosition(place.script, { line, column: 1 });
  const span = spanOf(place);
  const first = line === span.startLine ? span.startColumn : 1;
  const last = line === span.endLine ? span.endColumn : Infinity;
  const all = map.onLine(line);
  const inside = all.filter(({ generatedColumn }) => generatedColumn >= first && generatedColumn <= last);
  // What stands before the function's first mapping belongs to the mapping before it.
  const found = inside.length > 0 ? inside : all.filter(({ generatedColumn }) => generatedColumn < first).slice(-1);
  const statement = found[0];
  if (statement === undefined) return undefined;
  if (new Set(found.map((position) => `${position.line} ${position.file}`)).size === 1) return statement;
  const end = all.at(-1)?.generatedColumn ?? 0;
  // A formatter that puts a statement of several lines on one: the statement's first line stands for it.
  return span.startLine < span.endLine && end <= longestWrittenLine ? statement : undefined;
}
