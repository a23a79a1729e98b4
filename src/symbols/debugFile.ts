import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { ElfFile } from '../core/formats/elf/elfFile.ts';
import { buildIdOf, isSameBuild } from './elf/buildId.ts';
import { openFile, type ByteSource } from './elf/byteSource.ts';
import { crcOf, debugLinkOf } from './elf/debugLink.ts';

/** Where distributions put debug information. */
const debugRoot = '/usr/lib/debug';

/** A file that can be read as ELF, and where it is. */
export interface ElfAt {
  readonly path: string;
  readonly elf: ElfFile;
  readonly close: () => void;
}

export function openElf(path: string): ElfAt | undefined {
  const source = openFile(path);
  if (source === undefined) return undefined;
  const elf = ElfFile.in(source);
  if (elf !== undefined) return { path, elf, close: source.close };
  source.close();
  return undefined;
}

export function hasLines({ elf }: ElfAt): boolean {
  return ['.debug_info', '.zdebug_info'].some((name) => elf.section(name) !== undefined);
}

/** The debug file of a build: of a distribution's package, or the binary itself as perf keeps it. */
export function debugFileOfBuild(buildId: string): ElfAt | undefined {
  if (!/^[0-9a-f]{4,}$/.test(buildId)) return undefined;
  const name = join('.build-id', buildId.slice(0, 2), buildId.slice(2));
  const candidates = [join(debugRoot, `${name}.debug`), join(homedir(), '.debug', name, 'elf')];
  return firstElf(candidates, ({ elf }) => isSameBuild(buildIdOf(elf), buildId));
}

/** What lies where a distribution's debug file of a path would be, if it is of the same build. */
export function debugFileOfPath({ path, elf }: ElfAt): ElfAt | undefined {
  const buildId = buildIdOf(elf);
  if (buildId === '') return undefined;
  return firstElf([join(debugRoot, `${path}.debug`)], (found) => isSameBuild(buildIdOf(found.elf), buildId));
}

/** The file that a stripped binary names as its debug file, where the two belong together. */
export function debugFileOfLink({ path, elf }: ElfAt): ElfAt | undefined {
  const link = debugLinkOf(elf);
  if (link === undefined) return undefined;
  const folder = dirname(path);
  const folders = [folder, join(folder, '.debug'), join(debugRoot, folder)];
  const buildId = buildIdOf(elf);
  return firstElf(
    folders.map((each) => join(each, link.name)).filter((candidate) => candidate !== path),
    (found) => (buildId === '' ? hasCrc(found.path, link.crc) : isSameBuild(buildIdOf(found.elf), buildId)),
  );
}

function firstElf(paths: readonly string[], isRight: (found: ElfAt) => boolean): ElfAt | undefined {
  for (const path of paths) {
    const found = openElf(path);
    if (found === undefined) continue;
    if (isRight(found)) return found;
    found.close();
  }
  return undefined;
}

function hasCrc(path: string, crc: number): boolean {
  const source: ByteSource | undefined = openFile(path);
  if (source === undefined) return false;
  try {
    return crcOf(source) === crc;
  } finally {
    source.close();
  }
}
