import type { Input } from '../format.ts';
import { piecesOf } from './perfHeader.ts';

const newline = 10;
/** No tool writes longer ones: what follows in a line is left out. */
const longestLine = 2 ** 20;

/** The lines of a text of any size, without their line breaks. */
export function* textLines(input: Input): Generator<string> {
  const decoder = new TextDecoder();
  let rest = new Uint8Array(0);
  for (const piece of piecesOf(input, 0, input.size)) {
    const bytes = new Uint8Array(rest.length + piece.length);
    bytes.set(rest);
    bytes.set(piece, rest.length);
    const end = bytes.lastIndexOf(newline);
    if (end >= 0) yield* decoder.decode(bytes.subarray(0, end)).split('\n');
    rest = bytes.slice(end + 1, end + 1 + longestLine);
  }
  if (rest.length > 0) yield decoder.decode(rest);
}
