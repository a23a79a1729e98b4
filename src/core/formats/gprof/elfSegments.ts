import type { Input } from '../format.ts';

/** What a program of ELF says of how it is loaded: the System V ABI, chapters 4 and 5. */
export interface ElfSegments {
  readonly pointerSize: 4 | 8;
  readonly littleEndian: boolean;
  /** The first address that is loaded, where a file that may lie anywhere counts from. */
  readonly start: number;
  /** The byte of the file that is loaded at an address; undefined where none is. */
  fileOffset(address: number): number | undefined;
}

const loaded = 1;
/** Of program headers; a file may claim any number. */
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
  const start = word(head, isWide ? 32 : 28);
  const size = head.getUint16(isWide ? 54 : 42, littleEndian);
  const count = Math.min(mostHeaders, head.getUint16(isWide ? 56 : 44, littleEndian));
  const segments: { readonly address: number; readonly size: number; readonly offset: number }[] = [];
  for (let index = 0; index < count; index++) {
    const header = viewOf(file, start + index * size, start + (index + 1) * size);
    if (header.byteLength < (isWide ? 56 : 32)) break;
    if (header.getUint32(0, littleEndian) !== loaded) continue;
    const [offset, address, length] = isWide ? [8, 16, 32] : [4, 8, 16];
    segments.push({ offset: word(header, offset), address: word(header, address), size: word(header, length) });
  }
  return {
    pointerSize: isWide ? 8 : 4,
    littleEndian,
    start: segments.reduce((first, { address }) => Math.min(first, address), Infinity),
    fileOffset: (address) => {
      const segment = segments.find((each) => address >= each.address && address < each.address + each.size);
      return segment === undefined ? undefined : address - segment.address + segment.offset;
    },
  };
}

function viewOf(file: Input, start: number, end: number): DataView {
  const bytes = start <= file.size ? file.read(start, Math.min(end, file.size)) : new Uint8Array();
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
