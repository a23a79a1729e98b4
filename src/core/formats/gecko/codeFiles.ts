import type { ProfileBuilder } from '../../model/builder.ts';
import { ElfFile } from '../elf/elfFile.ts';
import type { Input } from '../format.ts';
import { numberOf, stringOf, type JsonObject } from '../json.ts';
import { moduleCategory } from '../perf/codeModules.ts';

interface CodeFile {
  readonly path: string;
  readonly module: number;
  readonly elf: ElfFile;
}

/** Native code without names. Firefox counts from where a file begins in memory, symbolisers from where it begins on disk. */
export class CodeFiles {
  /** Addresses whose file is not here, or is not known to be the one that ran. */
  readonly unplaced = new Set<string>();
  private readonly builder: ProfileBuilder;
  private readonly input: Input;
  private readonly files = new Map<string, CodeFile | undefined>();

  constructor(builder: ProfileBuilder, input: Input) {
    this.builder = builder;
    this.input = input;
  }

  /** The function at an address of a process. */
  mapped(libraries: readonly JsonObject[], address: number): number {
    const library = libraries.find(
      ({ start, end }) => typeof start === 'number' && typeof end === 'number' && address >= start && address < end,
    );
    // Code that was made while the program ran.
    if (library === undefined) return this.unnamed('', address);
    return this.relative(library, address - numberOf(library['start']) + numberOf(library['offset']));
  }

  /** The function at an address of a library as it lies in memory. */
  relative(library: JsonObject | undefined, address: number): number {
    const path = stringOf(library?.['path']);
    const file = this.fileOf(path, stringOf(library?.['codeId']).toLowerCase());
    const offset = file?.elf.offsetOf(file.elf.start + address);
    if (file === undefined || offset === undefined) {
      this.unplaced.add(`${path}\0${address}`);
      return this.unnamed(path, address);
    }
    return this.builder.address(file.module, offset, moduleCategory(path));
  }

  private fileOf(path: string, buildId: string): CodeFile | undefined {
    const key = `${path}\0${buildId}`;
    if (this.files.has(key)) return this.files.get(key);
    // Without the id, nobody can tell whether the file is still the one that ran.
    const beside = path.startsWith('/') && /^[0-9a-f]+$/.test(buildId) ? this.input.beside?.(path) : undefined;
    const elf = beside && ElfFile.in(beside);
    const file = elf && { path, elf, module: this.builder.module({ file: path, buildId }) };
    this.files.set(key, file);
    return file;
  }

  private unnamed(file: string, address: number): number {
    const name = `0x${Math.max(0, address).toString(16)}`;
    return this.builder.function({ name, file, line: 0, column: 0, category: moduleCategory(file) });
  }
}
