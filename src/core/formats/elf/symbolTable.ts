import { at } from '../../model/at.ts';
import { Float64Column, Int32Column } from '../../model/column.ts';
import { lowerBound } from '../../model/lowerBound.ts';
import { sectionType, type ElfFile, type Section } from './elfFile.ts';

const symbolType = { none: 0, function: 2, indirectFunction: 10 } as const;
/** Rows that are read at once. */
const rowsAtOnce = 40_000;
/** The longest name that is read: templates have names of kilobytes. */
const mostNameBytes = 2 ** 16;

export interface Symbol {
  readonly name: string;
  readonly address: number;
  /** 0 where the file does not say, as with code in assembly. */
  readonly size: number;
}

/** The functions that a file names: of its symbol table, or where it is stripped of that, of what it exports. */
export class SymbolTable {
  private readonly file: ElfFile;
  private readonly names: Section | undefined;
  private readonly addresses = new Float64Column();
  private readonly sizes = new Float64Column();
  private readonly nameOffsets = new Int32Column();
  /** Rows by address; of two at one, the later is the longer. */
  private readonly order: Uint32Array;

  constructor(file: ElfFile) {
    this.file = file;
    const table = [sectionType.symbols, sectionType.dynamicSymbols]
      .map((type) => file.sections.find((section) => section.type === type))
      .find((section) => section !== undefined);
    this.names = table && file.sections[table.link];
    if (table !== undefined) this.read(table);
    const { addresses, sizes } = this;
    this.order = Uint32Array.from({ length: addresses.length }, (_, row) => row).sort(
      (a, b) => at(addresses.rows, a) - at(addresses.rows, b) || at(sizes.rows, a) - at(sizes.rows, b),
    );
  }

  get size(): number {
    return this.order.length;
  }

  /** Where the functions end, by where they begin, the longest of several; Infinity where the file does not say. */
  ends(): ReadonlyMap<number, number> {
    const { addresses, sizes, order } = this;
    return new Map(
      Array.from(order, (row) => {
        const start = at(addresses.rows, row);
        return [start, start + (at(sizes.rows, row) || Infinity)];
      }),
    );
  }

  /** The function that holds an address. */
  at(address: number): Symbol | undefined {
    const { addresses, order } = this;
    const next = lowerBound(0, order.length, (index) => at(addresses.rows, at(order, index)) > address);
    const row = order[next - 1];
    if (row === undefined) return undefined;
    const symbol = this.symbol(row);
    return symbol.size === 0 || address < symbol.address + symbol.size ? symbol : undefined;
  }

  private symbol(row: number): Symbol {
    const { offset, size } = this.names ?? { offset: 0, size: 0 };
    const nameAt = at(this.nameOffsets.rows, row) >>> 0;
    const name = this.file.fields(offset + nameAt, Math.min(Math.max(0, size - nameAt), mostNameBytes)).text(0);
    return { name, address: at(this.addresses.rows, row), size: at(this.sizes.rows, row) };
  }

  private read({ offset, size }: Section): void {
    const { is64 } = this.file;
    const rowSize = is64 ? 24 : 16;
    const step = rowsAtOnce * rowSize;
    for (let start = 0; start < size; start += step) {
      const rows = this.file.fields(offset + start, Math.min(step, size - start));
      // The file may end before its table does.
      if (rows.bytes.length < rowSize) return;
      for (let row = 0; row + rowSize <= rows.bytes.length; row += rowSize) {
        const [info, section, value, length] = is64
          ? [at(rows.bytes, row + 4), rows.half(row + 6), rows.word(row + 8), rows.word(row + 16)]
          : [at(rows.bytes, row + 12), rows.half(row + 14), rows.word(row + 4), rows.word(row + 8)];
        if (!this.isFunction(info, section)) continue;
        this.addresses.push(value);
        this.sizes.push(length);
        this.nameOffsets.push(rows.int(row));
      }
    }
  }

  /** Functions in assembly often have no type, but stand where code does; what is local there are its marks. */
  private isFunction(info: number, section: number): boolean {
    const type = info & 15;
    const isLocal = info >> 4 === 0;
    if (section === 0) return false;
    if (type === symbolType.function || type === symbolType.indirectFunction) return true;
    return type === symbolType.none && !isLocal && this.file.isExecutable(section);
  }
}
