import type { Input } from './format.ts';

const pieceSize = 1 << 22;
/** Longer ones are no lines of a profile; without a limit, a file of zeros would be one line. */
const longestLine = 1 << 24;

/** The lines of a text file, read piece by piece, without their line breaks. */
export function textLines(input: Input): Generator<string> {
  return linesOf(piecesOf(input));
}

function* piecesOf(input: Input): Generator<Uint8Array> {
  for (let start = 0; start < input.size; start += pieceSize) yield input.read(start, start + pieceSize);
}

/** The lines of a text that comes in pieces. */
export function* linesOf(pieces: Iterable<Uint8Array>): Generator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
    if (rest.length > longestLine) rest = rest.slice(0, longestLine);
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
