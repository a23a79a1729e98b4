import type { ByteSource } from './byteSource.ts';
import type { ElfFile } from '../../core/formats/elf/elfFile.ts';

export interface DebugLink {
  /** Name of the debug file, without a folder. */
  readonly name: string;
  readonly crc: number;
}

/**
 * What `objcopy --add-gnu-debuglink` wrote: a name, zeros up to 4 bytes, and the checksum of the file
 * (https://sourceware.org/gdb/current/onlinedocs/gdb.html/Separate-Debug-Files.html).
 */
export function debugLinkOf(file: ElfFile): DebugLink | undefined {
  const section = file.section('.gnu_debuglink');
  if (section === undefined) return undefined;
  const link = file.fields(section.offset, section.size);
  const end = link.bytes.indexOf(0);
  const name = link.text(0);
  const crcAt = Math.ceil((end + 1) / 4) * 4;
  // A name leads nowhere but into the folders where debug files are.
  const isName = end > 0 && !name.includes('/') && name !== '..' && crcAt + 4 <= link.bytes.length;
  return isName ? { name, crc: link.int(crcAt) } : undefined;
}

const pieceSize = 2 ** 20;

/** CRC-32 as in zlib, whose own came to Node only in 20.15. */
export function crcOf(source: ByteSource): number {
  let crc = ~0;
  for (let start = 0; start < source.size; start += pieceSize) {
    for (const byte of source.read(start, start + pieceSize)) crc = (crcTable[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  }
  return ~crc >>> 0;
}

const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});
