import { openElf } from './debugFile.ts';

/** What the start of a program that was linked with `-pg` calls, in glibc. */
const startOfMeasuring = '__monstartup\0';

/** Whether a program samples itself and leaves a `gmon.out`. */
export function isBuiltForGprof(file: string): boolean {
  const elf = openElf(file)?.elf;
  if (elf === undefined) return false;
  try {
    return ['.dynstr', '.strtab'].some((name) => {
      const section = elf.section(name);
      return (
        section !== undefined && Buffer.from(elf.fields(section.offset, section.size).bytes).includes(startOfMeasuring)
      );
    });
  } finally {
    elf.close();
  }
}
