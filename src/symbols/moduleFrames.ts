import { isAbsolute } from 'node:path';
import { ElfFile } from '../core/formats/elf/elfFile.ts';
import type { Module } from '../core/model/profile.ts';
import type { Frames } from '../core/sources/nameAddresses.ts';
import { buildIdOf, isSameBuild } from './elf/buildId.ts';
import { debugFileOfBuild, debugFileOfLink, debugFileOfPath, hasLines, openElf, type ElfAt } from './debugFile.ts';
import { kernelFrames } from './kernelFrames.ts';
import type { Problem } from './problem.ts';
import { lacksSplitFiles } from './splitDebug.ts';
import { symbolNames } from './symbolNames.ts';
import type { Symboliser } from './symboliser.ts';
import { openVdso } from './vdso.ts';

/** What could be found out about instructions of one module. */
export interface ModuleFrames {
  /** For each offset; empty where nothing is known. */
  readonly frames: readonly Frames[];
  /** Why there is not all that there could be. */
  readonly problem?: Problem | undefined;
}

export interface Means {
  /** The best first. */
  readonly symbolisers: readonly Symboliser[];
  readonly debuginfod: boolean;
  readonly startsNothing: boolean;
}

export async function moduleFrames(module: Module, offsets: readonly number[], means: Means): Promise<ModuleFrames> {
  const { file } = module;
  const unknown = (problem: Problem): ModuleFrames => ({ frames: offsets.map(() => []), problem });
  if (file.startsWith('[kernel')) return kernelFrames(module, offsets);
  if (file === '[vdso]') return vdsoFrames(module, offsets);
  if (file === '[unknown]') return unknown('notMapped');
  // Of the kernel's modules recorders know addresses in memory only.
  if (offsets.some((offset) => offset < 0)) return unknown('kernelModule');
  if (!isAbsolute(file) || file.startsWith('//')) return unknown('noFile');
  const mapped = openElf(file);
  const isRebuilt = mapped !== undefined && !isBuild(mapped.elf, module.buildId);
  if (mapped !== undefined && !isRebuilt) return fileFrames(mapped, offsets, means);
  mapped?.close();
  const kept = debugFileOfBuild(module.buildId);
  if (kept?.elf.placesCode) return fileFrames(kept, offsets, means);
  kept?.close();
  return unknown(isRebuilt ? 'rebuilt' : 'missing');
}

function isBuild(elf: ElfFile, buildId: string): boolean {
  return buildId === '' || isSameBuild(buildIdOf(elf), buildId);
}

async function vdsoFrames({ buildId }: Module, offsets: readonly number[]): Promise<ModuleFrames> {
  const source = openVdso();
  const elf = source && ElfFile.in(source);
  if (elf === undefined || !isBuild(elf, buildId)) return { frames: offsets.map(() => []) };
  const addresses = offsets.map((offset) => elf.addressOf(offset));
  return {
    frames: inPlace(
      addresses,
      await symbolNames(
        elf,
        addresses.filter((address) => address !== undefined),
      ),
    ),
  };
}

async function fileFrames(binary: ElfAt, offsets: readonly number[], means: Means): Promise<ModuleFrames> {
  const debug = hasLines(binary) ? undefined : debugFileOf(binary);
  const best = debug ?? binary;
  try {
    const addresses = offsets.map((offset) => binary.elf.addressOf(offset));
    const known = addresses.filter((address) => address !== undefined);
    const answers = known.length === 0 ? [] : await ask(best.path, known, means);
    const named = await withNames(best.elf, known, answers ?? known.map(() => []));
    const none = means.startsNothing ? 'notTrusted' : 'noSymboliser';
    const failure = means.symbolisers.length === 0 ? none : 'failed';
    const isFetched = means.debuginfod && named.some((frames) => frames.some(({ line }) => line > 0));
    const problem = isFetched ? undefined : problemOf(best);
    return { frames: inPlace(addresses, named), problem: answers === undefined ? failure : problem };
  } finally {
    binary.close();
    debug?.close();
  }
}

function debugFileOf(binary: ElfAt): ElfAt | undefined {
  return debugFileOfBuild(buildIdOf(binary.elf)) ?? debugFileOfLink(binary) ?? debugFileOfPath(binary);
}

async function ask(file: string, addresses: readonly number[], means: Means): Promise<readonly Frames[] | undefined> {
  for (const symboliser of means.symbolisers) {
    const answers = await symboliser.lookUp({ file, addresses, debuginfod: means.debuginfod });
    if (answers !== undefined) return answers;
  }
  return undefined;
}

/** Names from the file's symbols for what a symboliser does not know. */
async function withNames(elf: ElfFile, addresses: readonly number[], answers: readonly Frames[]): Promise<Frames[]> {
  const isUnknown = (index: number): boolean => answers[index]?.length === 0;
  const unknown = addresses.filter((_, index) => isUnknown(index));
  const names = unknown.length === 0 ? [] : [...(await symbolNames(elf, unknown))].reverse();
  return answers.map((frames, index) => (isUnknown(index) ? (names.pop() ?? []) : frames));
}

function problemOf(file: ElfAt): Problem | undefined {
  if (lacksSplitFiles(file)) return 'noSplitFiles';
  if (hasLines(file)) return undefined;
  return file.elf.isStripped ? 'stripped' : 'noLines';
}

/** What is known of each address, nothing of those that an offset did not lead to. @param known of the others, in order. */
function inPlace(addresses: readonly (number | undefined)[], known: readonly Frames[]): Frames[] {
  let next = 0;
  return addresses.map((address) => (address === undefined ? [] : (known[next++] ?? [])));
}
