import type { Input } from '../../../src/core/formats/format.ts';

/** A file that is in memory. */
export function inputOf(name: string, bytes: Uint8Array): Input {
  return { name, size: bytes.length, read: (start, end) => bytes.subarray(start, end) };
}
