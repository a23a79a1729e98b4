import { at } from '../../model/at.ts';
import type { Input } from '../format.ts';
import { Fields } from './fields.ts';

/** A row of the section header table. */
export interface Section {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
  /** Index of a section that it needs: of symbols, that of their names. */
  readonly link: number;
}

/** A row of the program header table: a part of the file as a process sees it. */
export interface Segment {
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly address: number;
  readonly fileSize: number;
}

/** Where it is read from, piece by piece. */
export type ElfSource = Pick<Input, 'size' | 'read'>;

/** `\x7fELF` */
const magic = [0x7f, 0x45, 0x4c, 0x46];
export const sectionType = { symbols: 2, notes: 7, noBits: 8, dynamicSymbols: 11 } as const;
const segmentType = { load: 1, notes: 4 } as const;
const executable = { section: 4, segment: 1 } as const;

/** Far more than linkers write; a broken header may say anything. */
const mostHeaders = 100_000;
/** Bytes of names, notes and links that are read at once. */
const mostBytes = 16 * 2 ** 20;

/** Intel's processors: EM_386 and EM_X86_64. */
export const machine = { x86: 3, x86_64: 62 } as const;

/** The headers of an ELF file: System V ABI, chapters 4 and 5 (https://www.sco.com/developers/gabi/latest/contents.html). */
export class ElfFile {
  readonly is64: boolean;
  readonly isLittleEndian: boolean;
  /** The processor that it is for: see `machine`. */
  readonly machine: number;
  readonly sections: readonly Section[];
  readonly segments: readonly Segment[];
  private readonly loaded: readonly Segment[];
  private readonly source: ElfSource;

  /** The file in a source, or nothing where there is none. */
  static in(source: ElfSource): ElfFile | undefined {
    const ident = source.read(0, Math.min(16, source.size));
    if (ident.length < 16 || magic.some((byte, index) => byte !== ident[index])) return undefined;
    const isKnown = [1, 2].includes(at(ident, 4)) && [1, 2].includes(at(ident, 5));
    return isKnown ? new ElfFile(source, ident) : undefined;
  }

  private constructor(source: ElfSource, ident: Uint8Array) {
    this.source = source;
    this.is64 = at(ident, 4) === 2;
    this.isLittleEndian = at(ident, 5) === 1;
    const header = this.fields(0, this.is64 ? 64 : 52);
    this.machine = header.half(18);
    const [segmentsAt, sectionsAt] = this.is64
      ? [header.word(32), header.word(40)]
      : [header.word(28), header.word(32)];
    const sizes = this.is64 ? 54 : 42;
    const sectionSize = header.half(sizes + 4);
    // Counts that have no place in the header stand in the first section's.
    const first = this.sectionAt(sectionsAt);
    const segmentCount = header.half(sizes + 2) === 0xffff ? first.info : header.half(sizes + 2);
    const sectionCount = header.half(sizes + 6) === 0 ? first.size : header.half(sizes + 6);
    const namesIndex = header.half(sizes + 8) === 0xffff ? first.link : header.half(sizes + 8);
    this.segments = this.rows(segmentsAt, header.half(sizes), segmentCount).map((offset) => this.segmentAt(offset));
    this.loaded = this.segments.filter(({ type }) => type === segmentType.load);
    const rows = this.rows(sectionsAt, sectionSize, sectionCount).map((offset) => this.sectionAt(offset));
    const names = rows[namesIndex];
    const text = names === undefined ? undefined : this.fields(names.offset, names.size);
    this.sections = rows.map((row) => ({ ...row, name: text?.text(row.nameAt) ?? '' }));
  }

  section(name: string): Section | undefined {
    return this.sections.find((section) => section.name === name);
  }

  isExecutable(index: number): boolean {
    return ((this.sections[index]?.flags ?? 0) & executable.section) !== 0;
  }

  /** Whether it says where its code was in the file: what `objcopy --only-keep-debug` leaves does not. */
  get placesCode(): boolean {
    return this.loaded.some(({ flags, fileSize }) => (flags & executable.segment) !== 0 && fileSize > 0);
  }

  get pointerSize(): 4 | 8 {
    return this.is64 ? 8 : 4;
  }

  /** Whether it names no more functions than those that it exports. */
  get isStripped(): boolean {
    return this.section('.symtab') === undefined;
  }

  /** The first address that is loaded, where a file that may lie anywhere counts from; Infinity where nothing is. */
  get start(): number {
    return this.loaded.reduce((first, { address }) => Math.min(first, address), Infinity);
  }

  /** Where a byte of the file stands in memory, before the loader moves it: what symbols and lines are told by. */
  addressOf(offset: number): number | undefined {
    const segments = this.loaded.filter(({ offset: start, fileSize }) => offset >= start && offset < start + fileSize);
    const segment = segments.find(({ flags }) => (flags & executable.segment) !== 0) ?? segments[0];
    return segment && segment.address + (offset - segment.offset);
  }

  /** The byte of the file that is loaded at an address; undefined where none is. */
  offsetOf(address: number): number | undefined {
    const segment = this.loaded.find((each) => address >= each.address && address < each.address + each.fileSize);
    return segment && segment.offset + (address - segment.address);
  }

  /** The fields of a part of the file, which may end before it. */
  fields(offset: number, size: number): Fields {
    const { source } = this;
    const start = Math.min(offset, source.size);
    return new Fields(source.read(start, Math.min(start + Math.min(size, mostBytes), source.size)), this);
  }

  /** Parts of the file with notes in them. */
  notes(): readonly { readonly offset: number; readonly size: number }[] {
    const sections = this.sections.filter(({ type }) => type === sectionType.notes);
    const segments = this.segments.filter(({ type }) => type === segmentType.notes);
    return [...sections, ...segments.map(({ offset, fileSize }) => ({ offset, size: fileSize }))];
  }

  /** Offsets of the rows of a table, as far as the file reaches. */
  private rows(offset: number, size: number, count: number): number[] {
    const inFile = size > 0 && offset > 0 ? Math.floor((this.source.size - offset) / size) : 0;
    const length = Math.max(0, Math.min(count, inFile, mostHeaders));
    return Array.from({ length }, (_, row) => offset + row * size);
  }

  private segmentAt(offset: number): Segment {
    const row = this.fields(offset, this.is64 ? 56 : 32);
    return this.is64
      ? { type: row.int(0), flags: row.int(4), offset: row.word(8), address: row.word(16), fileSize: row.word(32) }
      : { type: row.int(0), offset: row.word(4), address: row.word(8), fileSize: row.word(16), flags: row.int(24) };
  }

  private sectionAt(start: number): Omit<Section, 'name'> & { readonly nameAt: number; readonly info: number } {
    const row = this.fields(start, this.is64 ? 64 : 40);
    const word = this.is64 ? 8 : 4;
    return {
      nameAt: row.int(0),
      type: row.int(4),
      flags: row.word(8),
      address: row.word(8 + word),
      offset: row.word(8 + 2 * word),
      size: row.word(8 + 3 * word),
      link: row.int(8 + 4 * word),
      info: row.int(12 + 4 * word),
    };
  }
}
