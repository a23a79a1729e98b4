import type { Input } from '../../../src/core/formats/format.ts';

/** A file that is in memory. */
export function inputOf(name: string, bytes: Uint8Array, beside?: Input['beside']): Input {
  const read: Input['read'] = (start, end, into) => {
    const piece = bytes.subarray(start, end);
    into?.set(piece);
    return into?.subarray(0, piece.length) ?? piece;
  };
  const file = { name, size: bytes.length, read };
  return beside === undefined ? file : { ...file, beside };
}
