import { ElfFile } from '../core/formats/elf/elfFile.ts';
import { openFile } from './elf/byteSource.ts';

/** Of names, more than any program has. */
const mostBytes = 2 ** 28;

/** Whether a program has or calls one of the functions. */
export function usesSymbol(file: string, symbols: readonly string[]): boolean {
  const source = openFile(file);
  if (source === undefined) return false;
  try {
    // The names of what comes from libraries, and those of all functions where it is linked statically.
    return ['.dynstr', '.strtab'].some((name) => {
      const section = ElfFile.in(source)?.section(name);
      if (section === undefined || section.size > mostBytes) return false;
      const names = Buffer.from(source.read(section.offset, section.offset + section.size));
      return symbols.some((symbol) => names.includes(`\0${symbol}\0`));
    });
  } finally {
    source.close();
  }
}
