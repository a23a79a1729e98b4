import { statSync } from 'node:fs';
import { sourceHost } from '../capture/sourceHost.ts';
import { at } from '../core/model/at.ts';
import { categoryIndex } from '../core/model/category.ts';
import { categoryOf, isAbsolutePath } from '../core/model/location.ts';
import { isNativeSource } from '../core/model/nativeCategory.ts';
import type { Profile } from '../core/model/profile.ts';
import { relocate, type PathMapping } from '../core/sources/relocate.ts';
import { findFunctions, type ScriptFunctions } from '../core/sources/findFunctions.ts';
import type { SourceHost } from '../core/sources/scripts.ts';
import { readKeptTexts, writeKeptTexts } from './keptTexts.ts';

/** Characters: a MB or two on disk. Dependencies beyond it are read from where they were installed. */
const mostKept = 8_000_000;

/**
 * The files that a profile leads to, as they were when it was recorded: its lines mean something in that text only, and
 * later the file may have been edited, or be another branch's. Each is read and parsed once, since a profile that
 * grows is mapped again and again.
 */
export class RunSources implements SourceHost {
  /** ms since 1970. */
  private readonly began: number;
  private readonly read = new Map<string, string>();
  /** Texts that are sure to be those that ran. */
  private readonly known: Map<string, string>;
  private readonly originals = new Map<string, string>();
  private readonly parsed = { js: new Map<string, ScriptFunctions>(), ts: new Map<string, ScriptFunctions>() };

  private constructor(began: number, known = new Map<string, string>()) {
    this.began = began;
    this.known = known;
  }

  /** Of a run that goes on: what was not written since it began is what runs. */
  static ofRun(began: number): RunSources {
    return new RunSources(began);
  }

  /** Of a profile that was recorded earlier, with the texts that were kept of it. */
  static async kept(file: string | undefined, mapping: PathMapping = {}): Promise<RunSources> {
    const texts = file === undefined ? undefined : await readKeptTexts(file);
    const moved = Array.from(texts ?? [], ([path, text]) => [relocate(path, mapping), text] as const);
    return new RunSources(-Infinity, new Map(moved));
  }

  readText(path: string): string | undefined {
    const remembered = this.known.get(path) ?? this.read.get(path);
    if (remembered !== undefined) return remembered;
    const text = sourceHost.readText(path);
    if (text === undefined) return undefined;
    this.read.set(path, text);
    if ((statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) <= this.began) this.known.set(path, text);
    return text;
  }

  /** Of a file that the mapped profile names: the original where a source map holds it. */
  shownText(file: string): string | undefined {
    return this.originals.get(file) ?? this.readText(file);
  }

  foundOriginal(file: string, text: string): void {
    this.originals.set(file, text);
  }

  readonly findFunctions: typeof findFunctions = (text, language) => {
    const found = this.parsed[language].get(text) ?? findFunctions(text, language);
    this.parsed[language].set(text, found);
    return found;
  };

  /** The texts of a profile's own files, as far as they are known. */
  textsOf({ functions }: Profile): Map<string, string> {
    const texts = new Map<string, string>();
    const isOwnFunction = (_: string, fn: number): boolean => at(functions.category, fn) === categoryIndex.own;
    for (const file of new Set(functions.file.filter(isOwnFunction))) {
      // Nothing else has a look at the sources of machine code.
      if (this.began > -Infinity && isNativeSource(file) && isAbsolutePath(file)) this.readText(file);
      const text = this.originals.get(file) ?? this.known.get(file);
      if (text !== undefined) texts.set(file, text);
    }
    return texts;
  }

  /** Writes the texts that are known, for `kept`. */
  async keep(file: string): Promise<void> {
    const ownFirst = [...this.known].sort(([a], [b]) => Number(isOwn(b)) - Number(isOwn(a)));
    let length = 0;
    const kept = new Map(ownFirst.filter(([, text]) => (length += text.length) <= mostKept));
    try {
      await writeKeptTexts(file, kept);
    } catch {
      // A full disk: the profile is worth showing without.
    }
  }
}

function isOwn(file: string): boolean {
  return categoryOf(file) === 'own';
}
