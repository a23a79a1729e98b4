import { at } from '../model/at.ts';
import type { FunctionInput } from '../model/builder.ts';
import { categoryOf } from '../model/location.ts';
import { spanOf, type Place } from './place.ts';
import type { LoadedScript, Scripts } from './scripts.ts';
import type { OriginalPosition } from './sourceMap.ts';

/** What a generated function was written as. */
export function originalFunction(scripts: Scripts, place: Place, generated: FunctionInput): FunctionInput {
  const { map, replacesFile } = place.script;
  if (map === undefined && !replacesFile) return generated;
  const original = map?.original(generated);
  if (isModule(place, generated, original)) {
    // A bundle's own code belongs to none of the files in it: their modules are functions inlined into it.
    const [file, ...others] = map?.files ?? [];
    if (file !== undefined && others.length === 0) return moduleOf(scripts, place.script, file);
    return generated;
  }
  if (original === undefined) return replacesFile ? { ...generated, line: 0, column: 0 } : generated;
  const { file, line, column } = original;
  // Compilers have code of their own lead to the file's first line, where often a comment stands.
  const first = moduleOf(scripts, place.script, file).line;
  const unnamed = { name: generated.name, file, line: Math.max(line, first), column, category: categoryOf(file) };
  return enclosingFunction(scripts, place.script, original, unnamed) ?? unnamed;
}

/** Whether a function is a script itself, or what a loader wrapped around it. */
function isModule(place: Place, { name }: FunctionInput, original: OriginalPosition | undefined): boolean {
  if (name !== '(anonymous)') return false;
  return spanOf(place).parent < 0 || (place.script.replacesFile && original === undefined);
}

/** The function that stands around an original position; the module where none does. */
export function functionAt(scripts: Scripts, script: LoadedScript, original: OriginalPosition): FunctionInput {
  const module = moduleOf(scripts, script, original.file);
  return enclosingFunction(scripts, script, original, module) ?? module;
}

/** @param unnamed what to call it if neither its text nor the map has a name. */
function enclosingFunction(
  scripts: Scripts,
  { map }: LoadedScript,
  original: OriginalPosition,
  unnamed: FunctionInput,
): FunctionInput | undefined {
  const spans = map === undefined ? undefined : scripts.original(map, original.file);
  const span = spans === undefined ? undefined : at(spans.spans, spans.around(original));
  if (span === undefined || span.parent < 0) return undefined;
  const name = [span.name, original.name].find((known) => known !== undefined && known !== '');
  return { ...unnamed, name: name ?? unnamed.name, line: span.startLine, column: span.startColumn };
}

/** The code of an original file that stands outside every function. */
function moduleOf(scripts: Scripts, { map }: LoadedScript, file: string): FunctionInput {
  const script = map === undefined ? undefined : scripts.original(map, file)?.spans[0];
  return {
    name: '(anonymous)',
    file,
    line: script?.startLine ?? 1,
    column: script?.startColumn ?? 1,
    category: categoryOf(file),
  };
}
