import { ElfFile } from '../../symbols/elf/elfFile.ts';
import { openFile } from '../../symbols/elf/byteSource.ts';

/** Of names, more than any program has. */
const mostBytes = 2 ** 28;

/** Whether the compiler has put AddressSanitizer into a program: then it begins by calling that. */
export function isSanitized(file: string): boolean {
  const source = openFile(file);
  if (source === undefined) return false;
  try {
    // The names of what comes from libraries, and those of all functions where it is linked statically.
    return ['.dynstr', '.strtab'].some((name) => {
      const section = ElfFile.in(source)?.section(name);
      if (section === undefined || section.size > mostBytes) return false;
      return Buffer.from(source.read(section.offset, section.offset + section.size)).includes('\0__asan_init\0');
    });
  } finally {
    source.close();
  }
}
