import { functionInput } from '../model/appendProfile.ts';
import { at } from '../model/at.ts';
import type { FunctionInput, ProfileBuilder } from '../model/builder.ts';
import { categoryOf } from '../model/location.ts';
import type { Profile } from '../model/profile.ts';
import { functionAt, originalFunction } from './originalFunction.ts';
import { spanOf, type Place } from './place.ts';
import type { LoadedScript, Scripts } from './scripts.ts';
import type { OriginalPosition } from './sourceMap.ts';

/** What recorded functions, and functions that only the text of scripts knows, are in the mapped profile. */
export class FunctionIds {
  private readonly raw: Profile;
  private readonly places: readonly (Place | undefined)[];
  private readonly sources: Scripts;
  private readonly builder: ProfileBuilder;
  private readonly ids: (number | undefined)[] = [];
  private readonly recorded = new Map<LoadedScript, Map<number, number>>();
  /** By the builder's id. */
  private readonly inputs: FunctionInput[] = [];

  /** @param places where each recorded function stands, in scripts that could be read. */
  constructor(raw: Profile, places: readonly (Place | undefined)[], sources: Scripts, builder: ProfileBuilder) {
    this.raw = raw;
    this.places = places;
    this.sources = sources;
    this.builder = builder;
    for (const [fn, place] of places.entries()) {
      if (place === undefined) continue;
      const bySpan = this.recorded.get(place.script) ?? new Map<number, number>();
      this.recorded.set(place.script, bySpan);
      if (!bySpan.has(place.span)) bySpan.set(place.span, fn);
    }
  }

  /** Scripts with a recorded function. */
  scripts(): readonly LoadedScript[] {
    return [...this.recorded.keys()];
  }

  /** The recorded function that stands there. */
  recordedAt({ script, span }: Place): number | undefined {
    return this.recorded.get(script)?.get(span);
  }

  /** The builder's id of a recorded function. */
  of(fn: number): number {
    return (this.ids[fn] ??= this.add(this.originalFunction(fn)));
  }

  ofPlace(place: Place): number {
    const fn = this.recordedAt(place);
    if (fn !== undefined) return this.of(fn);
    const { name, startLine, startColumn } = spanOf(place);
    const generated: FunctionInput = {
      name: name === '' ? '(anonymous)' : name,
      file: place.script.file,
      line: startLine,
      column: startColumn,
      category: categoryOf(place.script.file),
    };
    return this.add(originalFunction(this.sources, place, generated));
  }

  /** The function that code of a place was written in: another one where a bundler put code of several files together. */
  writtenIn(place: Place, original: OriginalPosition): number {
    const id = this.ofPlace(place);
    return original.file === at(this.inputs, id).file ? id : this.add(functionAt(this.sources, place.script, original));
  }

  /** No line above its function is one of it, whatever a source map says. */
  lineIn(id: number, { line }: OriginalPosition): number {
    return Math.max(line, at(this.inputs, id).line);
  }

  private originalFunction(fn: number): FunctionInput {
    const input = functionInput(this.raw, fn);
    const place = this.places[fn];
    if (place === undefined) return input;
    const { startLine, startColumn, parent } = spanOf(place);
    // V8 has a script begin at its very first character, which often is a comment's.
    const isAboveCode = parent < 0 && input.line < startLine;
    const start = isAboveCode || input.line === 0 ? { ...input, line: startLine, column: startColumn } : input;
    return originalFunction(this.sources, place, start);
  }

  private add(input: FunctionInput): number {
    const id = this.builder.function(input);
    this.inputs[id] = input;
    return id;
  }
}
