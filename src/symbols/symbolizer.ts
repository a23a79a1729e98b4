import { at } from '../core/model/at.ts';
import type { Note } from '../core/model/note.ts';
import type { Module, Profile } from '../core/model/profile.ts';
import { nameAddresses, type Frames } from '../core/sources/nameAddresses.ts';
import { addr2line } from './addr2line.ts';
import { findTool } from './findTool.ts';
import { llvmSymbolizer } from './llvmSymbolizer.ts';
import { moduleFrames } from './moduleFrames.ts';
import { problemNotes } from './problemNotes.ts';
import type { Problem } from './problem.ts';
import type { Symboliser } from './symboliser.ts';

export interface SymbolizerOptions {
  /** Whether a symboliser may ask the servers that `DEBUGINFOD_URLS` names: they are in the network, and slow. */
  readonly debuginfod?: boolean;
  /** Whether no symboliser may be started: names are then those of symbol tables. */
  readonly startsNothing?: boolean;
  /** Instead of those that are installed, the best first. */
  readonly symbolisers?: readonly Symboliser[];
}

/** What is known of a module so far, by offset. */
interface Known {
  readonly frames: Map<number, Frames>;
  problem: Problem | undefined;
}

/** Names machine code by function and line; of a profile that grows, it looks up only what is new. */
export class Symbolizer {
  private readonly known = new Map<string, Known>();
  private readonly options: SymbolizerOptions;
  private installed: readonly Symboliser[] | undefined;

  constructor(options: SymbolizerOptions = {}) {
    this.options = options;
  }

  /** The profile with the functions and lines of this machine's files, and notes on what they could not tell. */
  async symbolize(profile: Profile): Promise<Profile> {
    const { addresses, modules } = profile;
    if (addresses.function.length === 0) return profile;
    const offsets = modules.map((): number[] => []);
    for (const [row, module] of addresses.module.entries()) at(offsets, module).push(at(addresses.offset, row));
    const known: Known[] = [];
    // One after the other: a symboliser of a large program needs hundreds of megabytes.
    for (const [index, module] of modules.entries()) known.push(await this.framesOf(module, at(offsets, index)));
    const problems = known.map(({ problem }) => problem);
    const named = nameAddresses(
      profile,
      (row) => at(known, at(addresses.module, row)).frames.get(at(addresses.offset, row)) ?? [],
    );
    const isIncomplete = problems.some((problem) => problem !== undefined);
    const unasked = isIncomplete && this.options.debuginfod === true ? noServersNote() : [];
    return { ...named, notes: [...named.notes, ...problemNotes(profile, problems), ...unasked] };
  }

  /** What is known of a module, after it was asked about these of its instructions. */
  async framesOf(module: Module, offsets: readonly number[]): Promise<Known> {
    const key = `${module.buildId}\0${module.file}\0${module.anchor?.address ?? ''}`;
    const known = this.known.get(key) ?? { frames: new Map<number, Frames>(), problem: undefined };
    this.known.set(key, known);
    const fresh = offsets.filter((offset) => !known.frames.has(offset));
    if (fresh.length === 0) return known;
    const { frames, problem } = await moduleFrames(module, fresh, {
      symbolisers: this.symbolisers(),
      debuginfod: this.options.debuginfod ?? false,
      startsNothing: this.options.startsNothing ?? false,
    });
    for (const [index, offset] of fresh.entries()) known.frames.set(offset, frames[index] ?? []);
    known.problem = problem;
    return known;
  }

  private symbolisers(): readonly Symboliser[] {
    if (this.options.startsNothing) return [];
    return this.options.symbolisers ?? (this.installed ??= installedSymbolisers());
  }
}

function noServersNote(): readonly Note[] {
  if ((process.env['DEBUGINFOD_URLS'] ?? '').trim() !== '') return [];
  const message = 'debuginfod was asked for, but the environment variable DEBUGINFOD_URLS names no server to ask.';
  return [{ kind: 'no-symbols', message }];
}

function installedSymbolisers(): readonly Symboliser[] {
  const llvm = findTool('llvm-symbolizer');
  const binutils = findTool('addr2line');
  return [
    ...(llvm === undefined ? [] : [llvmSymbolizer(llvm)]),
    ...(binutils === undefined ? [] : [addr2line(binutils)]),
  ];
}
