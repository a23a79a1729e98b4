import type { Input } from '../format.ts';
import { FunctionRanges } from './functionRanges.ts';

/** What a program of ELF says of how it is loaded and where its functions are: the System V ABI, chapters 4 and 5. */
export interface ElfSegments {
  readonly pointerSize: 4 | 8;
  readonly littleEndian: boolean;
  /** Whether its instructions are those of Intel's processors. */
  readonly isX86: boolean;
  /** The first address that is loaded, where a file that may lie anywhere counts from. */
  readonly start: number;
  /** The byte of the file that is loaded at an address; undefined where none is. */
  fileOffset(address: number): number | undefined;
  /** Its functions; none when it is stripped. */
  functions(): FunctionRanges;
}

const loaded = 1;
/** A table of symbols, and a symbol that is a function. */
const symbols = { table: 2, function: 2 } as const;
/** EM_386 and EM_X86_64 */
const x86: readonly number[] = [3, 62];
/** Of programs and sections; a file may claim any number. */
const mostHeaders = 4096;

/** Undefined when the file is no program. */
export function elfSegments(file: Input): ElfSegments | undefined {
  const head = viewOf(file, 0, 64);
  if (head.byteLength < 52 || head.getUint32(0) !== 0x7f454c46) return undefined;
  const isWide = head.getUint8(4) === 2;
  const littleEndian = head.getUint8(5) === 1;
  if (isWide && head.byteLength < 64) return undefined;
  const word = (view: DataView, at: number): number =>
    isWide ? Number(view.getBigUint64(at, littleEndian)) : view.getUint32(at, littleEndian);
  /** The rows of the table whose place, row size and length the file's head has at these bytes. */
  function* rows(placeAt: number, sizeAt: number, leastSize: number): Generator<DataView> {
    const start = word(head, placeAt);
    const size = head.getUint16(sizeAt, littleEndian);
    const count = Math.min(mostHeaders, head.getUint16(sizeAt + 2, littleEndian));
    for (let index = 0; index < count; index++) {
      const row = viewOf(file, start + index * size, start + (index + 1) * size);
      if (row.byteLength < leastSize) return;
      yield row;
    }
  }
  const segments: { readonly address: number; readonly size: number; readonly offset: number }[] = [];
  for (const header of isWide ? rows(32, 54, 56) : rows(28, 42, 32)) {
    if (header.getUint32(0, littleEndian) !== loaded) continue;
    const [offset, address, length] = isWide ? [8, 16, 32] : [4, 8, 16];
    segments.push({ offset: word(header, offset), address: word(header, address), size: word(header, length) });
  }
  const functions = (): FunctionRanges => {
    const ends = new Map<number, number>();
    for (const section of isWide ? rows(40, 58, 64) : rows(32, 46, 40)) {
      if (section.getUint32(4, littleEndian) !== symbols.table) continue;
      const offset = word(section, isWide ? 24 : 16);
      const table = viewOf(file, offset, offset + word(section, isWide ? 32 : 20));
      const [rowSize, infoAt, sectionAt, valueAt, sizeAt] = isWide ? [24, 4, 6, 8, 16] : [16, 12, 14, 4, 8];
      for (let row = 0; row + rowSize <= table.byteLength; row += rowSize) {
        const isDefined = table.getUint16(row + sectionAt, littleEndian) !== 0;
        const isFunction = (table.getUint8(row + infoAt) & 15) === symbols.function;
        if (!isDefined || !isFunction) continue;
        const start = word(table, row + valueAt);
        // Functions of assembly may have no size.
        const end = start + (word(table, row + sizeAt) || Infinity);
        // Several may have one start.
        ends.set(start, Math.max(end, ends.get(start) ?? 0));
      }
      break;
    }
    return new FunctionRanges(ends);
  };
  return {
    pointerSize: isWide ? 8 : 4,
    littleEndian,
    isX86: x86.includes(head.getUint16(18, littleEndian)),
    start: segments.reduce((first, { address }) => Math.min(first, address), Infinity),
    fileOffset: (address) => {
      const segment = segments.find((each) => address >= each.address && address < each.address + each.size);
      return segment === undefined ? undefined : address - segment.address + segment.offset;
    },
    functions,
  };
}

function viewOf(file: Input, start: number, end: number): DataView {
  const bytes = start <= file.size ? file.read(start, Math.min(end, file.size)) : new Uint8Array();
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
