import type { Input } from '../format.ts';
import type { ElfSegments } from './elfSegments.ts';
import type { Arc } from './gmon.ts';

/** Intel's call of a function that is so many bytes after the call's end: its first byte, and how long it is. */
const call = { code: 0xe8, size: 5 } as const;

/**
 * The instruction that made an arc's calls; undefined where it cannot be told, as of calls through a pointer. The C library rounds
 * where a call returns to down to twice the size of a pointer (`HASHFRACTION` in glibc's sys/gmon.h); which call it was, the
 * program's code says.
 */
export function callSite(program: Input, segments: ElfSegments, { from }: Arc, callee: number): number | undefined {
  const first = from - call.size;
  const offset = segments.isX86 ? segments.fileOffset(first) : undefined;
  if (offset === undefined) return undefined;
  const bytes = program.read(offset, Math.min(program.size, offset + 2 * segments.pointerSize + call.size - 1));
  const code = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + call.size <= code.byteLength; at++) {
    const end = first + at + call.size;
    if (code.getUint8(at) === call.code && end + code.getInt32(at + 1, true) === callee) return first + at;
  }
  return undefined;
}
