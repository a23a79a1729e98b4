import type { ProfileBuilder } from '../../model/builder.ts';
import type { Category } from '../../model/category.ts';
import { pathOf } from '../../model/location.ts';
import type { Input } from '../format.ts';
import { functionCategory } from '../functionCategory.ts';
import { numberOf, stringOf } from '../json.ts';
import { CodeFiles } from './codeFiles.ts';
import { parseLocation } from './parseLocation.ts';
import type { GeckoTables } from './readGeckoFile.ts';

export interface GeckoFrame {
  /** -1 for the root, which stands for no function. */
  readonly fn: number;
  /** The line that runs, or from which the next frame was called; 0 when it is not known. */
  readonly line: number;
  readonly column: number;
  readonly isInlined: boolean;
  /** Empty where it is that of the caller. */
  readonly category: string;
}

const root: GeckoFrame = { fn: -1, line: 0, column: 0, isInlined: false, category: '' };

/** The frames of a profile's tables. */
export class GeckoFrames {
  private readonly builder: ProfileBuilder;
  private readonly files: CodeFiles;
  private readonly known = new Map<GeckoTables, { readonly leaf: GeckoFrame[]; readonly caller: GeckoFrame[] }>();

  constructor(builder: ProfileBuilder, input: Input) {
    this.builder = builder;
    this.files = new CodeFiles(builder, input);
  }

  /** Distinct addresses that cannot be looked up. */
  get unplaced(): number {
    return this.files.unplaced.size;
  }

  /** @param isCaller of another frame: Firefox writes the address that it returns to. */
  of(tables: GeckoTables, frame: number, isCaller: boolean): GeckoFrame {
    let known = this.known.get(tables);
    if (known === undefined) {
      known = { leaf: [], caller: [] };
      this.known.set(tables, known);
    }
    const frames = isCaller && tables.isRaw ? known.caller : known.leaf;
    return (frames[frame] ??= tables.isRaw ? this.raw(tables, frame, isCaller) : this.processed(tables, frame));
  }

  private raw(tables: GeckoTables, frame: number, isCaller: boolean): GeckoFrame {
    const location = stringOf(tables.strings[numberOf(tables.frames.column('location')[frame], -1)]);
    if (location === '(root)') return root;
    const category = categoryOf(tables, frame);
    if (/^0x[0-9a-f]{1,16}$/i.test(location)) {
      const fn = this.files.mapped(tables.libraries, Number(location) - (isCaller ? 1 : 0));
      return { fn, line: 0, column: 0, isInlined: false, category };
    }
    const { name, file, line, column } = parseLocation(location);
    const fn = this.function(name, file, { line, column }, category);
    return { fn, ...positionOf(tables, frame), isInlined: false, category };
  }

  private processed(tables: GeckoTables, frame: number): GeckoFrame {
    const { frames, functions, strings } = tables;
    const func = numberOf(frames.column('func')[frame], -1);
    const name = stringOf(strings[numberOf(functions.column('name')[func], -1)]);
    if (name === '(root)') return root;
    const category = categoryOf(tables, frame);
    const resource = numberOf(functions.column('resource')[func], -1);
    const lib = numberOf(frames.column('lib')[frame] ?? tables.resources.column('lib')[resource], -1);
    const address = numberOf(frames.column('address')[frame], -1);
    if (/^0x[0-9a-f]+$/i.test(name) && lib >= 0 && address >= 0) {
      const fn = this.files.relative(tables.libraries[lib], address);
      return { fn, line: 0, column: 0, isInlined: false, category };
    }
    const declared = placeOf(tables, functions.column('originalLocation')[func]);
    const executed = placeOf(tables, frames.column('originalLocation')[frame]);
    const library = stringOf(tables.libraries[lib]?.['path']);
    const file = declared?.file ?? (sourceOf(tables, func) || library);
    const start = declared ?? {
      line: wholeOf(functions.column('lineNumber')[func]),
      column: wholeOf(functions.column('columnNumber')[func]),
    };
    const fn = this.function(name, file, start, category);
    const isInlined = numberOf(frames.column('inlineDepth')[frame]) > 0;
    const { line, column } = executed ?? positionOf(tables, frame);
    return { fn, line, column, isInlined, category };
  }

  private function(name: string, file: string, start: { line: number; column: number }, category: string): number {
    const known = name || '(anonymous)';
    const path = pathOf(file);
    return this.builder.function({
      name: known,
      file: path,
      line: start.line,
      column: start.column,
      category: codeCategory(category) ?? ownCategory(known, path),
    });
  }
}

/** Categories of Firefox and of samply that say what Heatline's do. */
function codeCategory(category: string): Category | undefined {
  if (category === 'Kernel') return 'kernel';
  return category.startsWith('GC') ? 'gc' : undefined;
}

/** Firefox's own scripts are its runtime. */
function ownCategory(name: string, file: string): Category {
  return /^(resource:|chrome:|self-hosted$)/.test(file) ? 'runtime' : functionCategory(name, file);
}

function categoryOf({ frames, categories }: GeckoTables, frame: number): string {
  return categories[numberOf(frames.column('category')[frame], -1)] ?? '';
}

function positionOf({ frames }: GeckoTables, frame: number): { readonly line: number; readonly column: number } {
  const line = wholeOf(frames.column('line')[frame]);
  return { line, column: line === 0 ? 0 : wholeOf(frames.column('column')[frame]) };
}

/** The file of a function: an index into the texts, or since 2025 into the table of sources. */
function sourceOf({ functions, sources, strings }: GeckoTables, func: number): string {
  const source = functions.column('source')[func];
  const name = typeof source === 'number' ? sources.column('filename')[source] : functions.column('fileName')[func];
  return typeof name === 'number' ? stringOf(strings[name]) : '';
}

/** Where a source map led to. */
function placeOf({ places, sources, strings }: GeckoTables, index: unknown) {
  if (typeof index !== 'number') return undefined;
  const source = numberOf(places.column('source')[index], -1);
  const file = strings[numberOf(sources.column('filename')[source], -1)];
  const line = wholeOf(places.column('line')[index]);
  if (typeof file !== 'string' || line === 0) return undefined;
  return { file, line, column: wholeOf(places.column('column')[index]) };
}

/** 1-based; 0 for what is none. */
function wholeOf(value: unknown): number {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) < 2 ** 28 ? (value as number) : 0;
}
