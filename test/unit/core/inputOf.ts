import type { Input } from '../../../src/core/formats/format.ts';

/** A file that is in memory. */
export function inputOf(name: string, bytes: Uint8Array, beside?: Input['beside']): Input {
  const file = { name, size: bytes.length, read: (start: number, end: number) => bytes.subarray(start, end) };
  return beside === undefined ? file : { ...file, beside };
}
