import { isAbsolutePath } from '../model/location.ts';
import type { Script } from '../model/profile.ts';
import type { Position } from './findFunctions.ts';
import { loadSourceMap, sourceMapUrlOf } from './loadSourceMap.ts';
import type { SourceHost } from './scripts.ts';
import type { SourceMap } from './sourceMap.ts';

type FilePlace = Position & { readonly file: string };

/**
 * Leads from places in scripts on this machine to what they were written as, where their source maps tell.
 * @param captured scripts that only existed in the process.
 */
export function originalPlaces(host: SourceHost, captured: readonly Script[]): (place: FilePlace) => FilePlace {
  const inMemory = new Map(captured.map((script) => [script.file, script]));
  const maps = new Map<string, SourceMap | undefined>();
  const mapOf = (file: string): SourceMap | undefined => {
    if (!maps.has(file)) maps.set(file, load(file, inMemory.get(file), host));
    return maps.get(file);
  };
  return (place) => {
    const original = mapOf(place.file)?.original(place);
    return original === undefined ? place : { file: original.file, line: original.line, column: original.column };
  };
}

function load(file: string, captured: Script | undefined, host: SourceHost): SourceMap | undefined {
  if (!isAbsolutePath(file)) return undefined;
  const url = captured?.sourceMapUrl ?? sourceMapUrlOf(captured?.source ?? host.readText(file) ?? '');
  try {
    return url === undefined ? undefined : loadSourceMap(file, url, host);
  } catch {
    // It is broken: the place in the script is right, too.
    return undefined;
  }
}
