import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { memorySource, type ByteSource } from './elf/byteSource.ts';

/** Larger than any kernel's. */
const mostBytes = 2 ** 20;

/** The code that this machine's kernel maps into every process, which is an ELF file in memory: vdso(7). */
export function openVdso(): ByteSource | undefined {
  try {
    const maps = readFileSync('/proc/self/maps', 'latin1');
    const [, start = '', end = ''] = /^([0-9a-f]+)-([0-9a-f]+) .*\[vdso\]$/m.exec(maps) ?? [];
    const size = Number(BigInt(`0x${end}`) - BigInt(`0x${start}`));
    const bytes = new Uint8Array(Math.min(size, mostBytes));
    const memory = openSync('/proc/self/mem', 'r');
    try {
      return memorySource(bytes.subarray(0, readSync(memory, bytes, 0, bytes.length, BigInt(`0x${start}`))));
    } finally {
      closeSync(memory);
    }
  } catch {
    return undefined;
  }
}
