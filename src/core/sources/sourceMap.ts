import {
  FlattenMap,
  eachMapping,
  originalPositionFor,
  sourceContentFor,
  type SectionedSourceMapInput,
  type TraceMap,
} from '@jridgewell/trace-mapping';
import { pathOf } from '../model/location.ts';
import type { Position } from './findFunctions.ts';

/** A position in an original file; columns are 1-based like lines. */
export interface OriginalPosition extends Position {
  readonly file: string;
  /** The original name of what stands there, where the map has one. */
  readonly name: string | undefined;
}

/** Leads from a generated script to its original files. */
export interface SourceMap {
  /** The original files. */
  readonly files: readonly string[];
  original(position: Position): OriginalPosition | undefined;
  /** Everything on a generated line that leads somewhere, in the order of its columns. */
  onLine(line: number): readonly (OriginalPosition & { readonly generatedColumn: number })[];
  /** The original text, where the map holds it. */
  content(file: string): string | undefined;
}

/**
 * @param json the map's text.
 * @param url of the map, to which its sources are relative: a `file:` URL or a path.
 * @throws SyntaxError or TypeError on text that is no source map.
 */
export function parseSourceMap(json: string, url: string): SourceMap {
  // Some servers put `)]}'` before JSON; the specification says to drop it: ECMA-426, 11.
  const map = new FlattenMap(JSON.parse(json.replace(/^\)\]\}'[^\n]*\n/, '')) as SectionedSourceMapInput, url);
  const sourceOfFile = new Map(map.resolvedSources.map((source) => [pathOf(source), source]));
  let lines: Map<number, (OriginalPosition & { generatedColumn: number })[]> | undefined;
  return {
    files: [...sourceOfFile.keys()],
    original: ({ line, column }) => {
      const found = originalPositionFor(map, { line: Math.max(1, line), column: Math.max(0, column - 1) });
      if (found.source === null) return undefined;
      return { file: pathOf(found.source), line: found.line, column: found.column + 1, name: found.name ?? undefined };
    },
    onLine: (line) => {
      lines ??= mappingsByLine(map);
      return lines.get(line) ?? [];
    },
    content: (file) => {
      const source = sourceOfFile.get(file);
      return source === undefined ? undefined : (sourceContentFor(map, source) ?? undefined);
    },
  };
}

function mappingsByLine(map: TraceMap): Map<number, (OriginalPosition & { generatedColumn: number })[]> {
  const lines = new Map<number, (OriginalPosition & { generatedColumn: number })[]>();
  const paths = new Map(map.sources.map((source, index) => [source, pathOf(map.resolvedSources[index] ?? '')]));
  eachMapping(map, ({ generatedLine, generatedColumn, source, originalLine, originalColumn, name }) => {
    if (source === null) return;
    const position = {
      file: paths.get(source) ?? pathOf(source),
      line: originalLine,
      column: originalColumn + 1,
      name: name ?? undefined,
      generatedColumn: generatedColumn + 1,
    };
    const known = lines.get(generatedLine);
    if (known === undefined) lines.set(generatedLine, [position]);
    else known.push(position);
  });
  return lines;
}
