import { ElfFile, machine } from '../../core/formats/elf/elfFile.ts';
import type { Fields } from '../../core/formats/elf/fields.ts';
import { openFile } from './byteSource.ts';
import { rustLibraries } from './rustLibraries.ts';

/** Of a program with them, only short functions have none; of one without, only those whose frames vary in size have one. */
const smallestShare = 0.2;

/**
 * Whether the functions of an executable keep frame pointers; undefined where it does not tell, as Go's, which do. The unwind
 * tables say how each function's frame is found: https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/ehframechpt.html
 */
export function keepsFramePointers(path: string): boolean | undefined {
  const source = openFile(path);
  const elf = source && ElfFile.in(source);
  try {
    const section = elf?.section('.eh_frame');
    // Elsewhere compilers keep frame pointers unless they are told not to.
    if (elf?.machine !== machine.x86_64 || section === undefined) return undefined;
    // Rust's libraries are built with frame pointers, whatever the program around them is built with.
    const isLibrary = rustLibraries(elf) ?? (() => false);
    const table = elf.fields(section.offset, section.size);
    const { all, framed } = countFunctions(table, (offset) => !isLibrary(section.address + offset));
    return all === 0 ? undefined : framed >= smallestShare * all;
  } finally {
    source?.close();
  }
}

/** DW_CFA_def_cfa_register with the register that points at frames, `rbp`. */
const framed = Buffer.from([0x0d, 6]);
/** Length, pointer to what it has in common with others, begin, size and the length of what a language adds. */
const headerSize = 17;

/** @param isCounted of the function that begins so many bytes after the table does. */
function countFunctions(
  table: Fields,
  isCounted: (offset: number) => boolean,
): { readonly all: number; readonly framed: number } {
  const count = { all: 0, framed: 0 };
  for (let at = 0; at + 8 <= table.bytes.length;) {
    const size = table.int(at);
    // What several functions have in common points nowhere; a length of 0 ends a table, and linkers join tables.
    if (size > 0 && table.int(at + 4) !== 0 && isCounted(at + 8 + (table.int(at + 8) | 0))) {
      count.all++;
      if (Buffer.from(table.bytes.subarray(at + headerSize, at + 4 + size)).includes(framed)) count.framed++;
    }
    at += 4 + size;
  }
  return count;
}
