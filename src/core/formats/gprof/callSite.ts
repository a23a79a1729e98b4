import { machine, type ElfFile } from '../elf/elfFile.ts';
import type { Arc } from './gmon.ts';

/** Intel's call of a function that is so many bytes after the call's end: its first byte, and how long it is. */
const call = { code: 0xe8, size: 5 } as const;

/**
 * The instruction that made an arc's calls; undefined where it cannot be told, as of calls through a pointer. The C library rounds
 * where a call returns to down to twice the size of a pointer (`HASHFRACTION` in glibc's sys/gmon.h); which call it was, the
 * program's code says.
 */
export function callSite(program: ElfFile, { from }: Arc, callee: number): number | undefined {
  const first = from - call.size;
  const isIntel = program.machine === machine.x86 || program.machine === machine.x86_64;
  const offset = isIntel ? program.offsetOf(first) : undefined;
  if (offset === undefined) return undefined;
  const code = program.fields(offset, 2 * program.pointerSize + call.size - 1);
  for (let at = 0; at + call.size <= code.bytes.length; at++) {
    const end = first + at + call.size;
    if (code.bytes[at] === call.code && end + (code.int(at + 1) | 0) === callee) return first + at;
  }
  return undefined;
}
