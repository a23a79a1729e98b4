import type { ElfFile } from '../../core/formats/elf/elfFile.ts';
import type { Fields } from '../../core/formats/elf/fields.ts';

/** NT_GNU_BUILD_ID */
const gnuBuildId = 3;

/** Hex digits that the linker gave the file, the same in its debug file and in no other build; empty where there are none. */
export function buildIdOf(file: ElfFile): string {
  for (const { offset, size } of file.notes()) {
    const id = buildIdInNotes(file.fields(offset, size));
    if (id !== '') return id;
  }
  return '';
}

/** A note is the sizes of its owner's name and content, its type, and both of them, each filled up to 4 bytes. */
export function buildIdInNotes(notes: Fields): string {
  let start = 0;
  while (start + 12 <= notes.bytes.length) {
    const nameSize = notes.int(start);
    const contentAt = start + 12 + filled(nameSize);
    const contentEnd = contentAt + notes.int(start + 4);
    if (notes.int(start + 8) === gnuBuildId && nameSize === 4 && notes.text(start + 12) === 'GNU')
      return Buffer.from(notes.bytes.subarray(contentAt, contentEnd)).toString('hex');
    start = contentAt + filled(contentEnd - contentAt);
  }
  return '';
}

function filled(size: number): number {
  return Math.ceil(size / 4) * 4;
}

/** Whether two ids are one: recorders fill short ones up with zeros to twenty bytes. */
export function isSameBuild(a: string, b: string): boolean {
  const length = Math.max(a.length, b.length);
  return a.padEnd(length, '0') === b.padEnd(length, '0');
}
