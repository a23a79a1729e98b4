import { ElfFile } from '../../symbols/elf/elfFile.ts';
import { openFile } from '../../symbols/elf/byteSource.ts';

/** Of names, more than any program has. */
const mostBytes = 2 ** 28;

/** What programs begin by calling that have AddressSanitizer, or LeakSanitizer alone. */
const starts = ['\0__asan_init\0', '\0__lsan_init\0'];

/** Whether the compiler has put a checker of memory into a program. */
export function isSanitized(file: string): boolean {
  const source = openFile(file);
  if (source === undefined) return false;
  try {
    // The names of what comes from libraries, and those of all functions where it is linked statically.
    return ['.dynstr', '.strtab'].some((name) => {
      const section = ElfFile.in(source)?.section(name);
      if (section === undefined || section.size > mostBytes) return false;
      const names = Buffer.from(source.read(section.offset, section.offset + section.size));
      return starts.some((name) => names.includes(name));
    });
  } finally {
    source.close();
  }
}
