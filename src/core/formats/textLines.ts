import type { Input } from './format.ts';

const newline = 10;
const pieceSize = 1 << 22;
/** Longer ones are no lines of a profile: what follows in them is left out, as a file of zeros would be one line. */
const longestLine = 1 << 24;

/** The lines of a text file, read piece by piece, without their line breaks. */
export function textLines(input: Input): Generator<string> {
  return linesOf(piecesOf(input));
}

function* piecesOf(input: Input): Generator<Uint8Array> {
  for (let start = 0; start < input.size; start += pieceSize) yield input.read(start, start + pieceSize);
}

/** The lines of a text that comes in pieces. Whole lines are decoded at once, which is three times as fast as piece by piece. */
export function* linesOf(pieces: Iterable<Uint8Array>): Generator<string> {
  const decoder = new TextDecoder();
  let rest = new Uint8Array();
  for (const piece of pieces) {
    const next = piece.lastIndexOf(newline) + 1;
    if (next > 0) {
      const text = decoder.decode(joined(rest, piece.subarray(0, next)));
      const lines = text.split(text.includes('\r') ? /\r?\n/ : '\n');
      // Behind the last line break there is none.
      lines.pop();
      yield* lines;
      rest = piece.slice(next);
    } else if (rest.length < longestLine) rest = joined(rest, piece);
  }
  if (rest.length > 0) yield decoder.decode(rest);
}

function joined(first: Uint8Array<ArrayBuffer>, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
