import { categoryOf, fileUrl, isAbsolutePath, pathOf } from '../model/location.ts';
import type { NoteKind } from '../model/note.ts';
import type { Profile, Script } from '../model/profile.ts';
import { findFunctions, type ScriptFunctions } from './findFunctions.ts';
import { loadSourceMap, resolveUrl, sourceMapUrlOf } from './loadSourceMap.ts';
import type { SourceMap } from './sourceMap.ts';
import { indexSpans, type SpanIndex } from './spanIndex.ts';

/** What a mapping may ask of the machine it runs on. */
export interface SourceHost {
  /** The text of a local file, or undefined where there is none that can be read. */
  readText(path: string): string | undefined;
  /** Told of each original text that a source map holds: the one that its lines mean, whatever the file has become. */
  foundOriginal?(file: string, text: string): void;
  /** Instead of parsing, for who maps more than once. */
  readonly findFunctions?: typeof findFunctions;
}

/** All that is known of one script that ran. */
export interface LoadedScript {
  readonly file: string;
  readonly spans: SpanIndex;
  readonly map: SourceMap | undefined;
  /** Whether a loader compiled it in memory from the file of this name: its own lines are not the file's. */
  readonly replacesFile: boolean;
  /** Files that it imports by a relative specifier, as far as they can be read. */
  readonly imports: readonly string[];
}

/** Loads and parses scripts on demand, each once; says what it could not find. */
export class Scripts {
  private readonly loaded = new Map<string, LoadedScript | undefined>();
  private readonly captured: ReadonlyMap<string, Script>;
  private readonly originals = new Map<string, SpanIndex | undefined>();
  private readonly host: SourceHost;
  private readonly note: (kind: NoteKind, message: string) => void;

  constructor(profile: Profile, host: SourceHost, note: (kind: NoteKind, message: string) => void) {
    this.captured = new Map(profile.scripts.map((script) => [script.file, script]));
    this.host = host;
    this.note = note;
  }

  get(file: string): LoadedScript | undefined {
    if (!this.loaded.has(file)) this.loaded.set(file, this.load(file));
    return this.loaded.get(file);
  }

  /** The functions of an original file: its text is in the map, or on this machine. */
  original(map: SourceMap, file: string): SpanIndex | undefined {
    if (!this.originals.has(file)) {
      const content = map.content(file);
      if (content !== undefined) this.host.foundOriginal?.(file, content);
      const text = content ?? (isAbsolutePath(file) ? this.host.readText(file) : undefined);
      const spans = text === undefined ? undefined : indexSpans(this.parse(text, languageOf(file)).spans);
      this.originals.set(file, spans);
    }
    return this.originals.get(file);
  }

  private parse(text: string, language: 'js' | 'ts'): ScriptFunctions {
    return (this.host.findFunctions ?? findFunctions)(text, language);
  }

  private load(file: string): LoadedScript | undefined {
    const captured = this.captured.get(file);
    const onDisk = isAbsolutePath(file) ? this.host.readText(file) : undefined;
    const text = captured?.source ?? onDisk;
    if (text === undefined) return undefined;
    const { spans, imports, isParsed } = this.parse(text, languageOf(file, captured?.source === undefined));
    if (!isParsed) return undefined;
    return {
      file,
      spans: indexSpans(spans),
      map: this.loadMap(file, captured?.sourceMapUrl ?? sourceMapUrlOf(text)),
      replacesFile: onDisk !== undefined && text !== onDisk,
      imports: imports.flatMap((specifier) => this.resolveImport(file, specifier)),
    };
  }

  private loadMap(file: string, url: string | undefined): SourceMap | undefined {
    if (url === undefined || url === '') return undefined;
    try {
      const map = loadSourceMap(file, url, this.host);
      if (map === undefined) this.noteMap(file, 'could not be read');
      return map;
    } catch {
      this.noteMap(file, 'is broken');
      return undefined;
    }
  }

  private noteMap(file: string, problem: string): void {
    // Packages name maps that they do not ship; nobody waits for their lines.
    if (categoryOf(file) !== 'own') return;
    this.note('no-source-map', `The source map of ${file} ${problem}: its lines are those of the generated code.`);
  }

  private resolveImport(file: string, specifier: string): string[] {
    if (!isAbsolutePath(file)) return [];
    const target = pathOf(resolveUrl(specifier, fileUrl(file)));
    const found = ['', '.js', '.mjs', '.cjs', '.ts', '/index.js']
      .map((ending) => target + ending)
      .find((path) => this.captured.has(path) || this.host.readText(path) !== undefined);
    return found === undefined ? [] : [found];
  }
}

/** Stripping types in place keeps the file's TypeScript on disk: only text that ran is known to be JavaScript. */
export function languageOf(file: string, onDisk = true): 'js' | 'ts' {
  return onDisk && /\.[cm]?tsx?$/.test(file) ? 'ts' : 'js';
}
