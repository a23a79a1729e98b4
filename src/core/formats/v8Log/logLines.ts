import type { Input } from '../format.ts';

const newline = 10;
const comma = 44;
const pieceSize = 1 << 22;

/** A line of the log: its event, and the line itself without the line break. */
export interface LogLine {
  readonly event: string;
  /** Valid until the next line is asked for. */
  readonly bytes: Uint8Array;
  /** Of the line in the file. */
  readonly start: number;
  readonly end: number;
}

/** Whether the last line is whole. V8 writes line by line: otherwise the program was killed in the middle, or the disk was full. */
export function endsWithLine(input: Input): boolean {
  return input.read(input.size - 1, input.size)[0] === newline;
}

/** The lines of a log, read piece by piece, without an unfinished last one. */
export function* logLines(input: Input): Generator<LogLine> {
  let size = pieceSize;
  for (let start = 0; start < input.size;) {
    const piece = input.read(start, start + size);
    const last = piece.lastIndexOf(newline);
    if (last < 0) {
      if (start + piece.length >= input.size) return;
      // A line that is longer than the piece: the text of a large script.
      size *= 2;
      continue;
    }
    for (let from = 0; from <= last;) {
      const to = piece.indexOf(newline, from);
      const bytes = piece.subarray(from, to);
      yield { event: eventOf(bytes), bytes, start: start + from, end: start + to };
      from = to + 1;
    }
    start += last + 1;
    size = pieceSize;
  }
}

const longestEvent = 20;

function eventOf(bytes: Uint8Array): string {
  const end = bytes.subarray(0, longestEvent).indexOf(comma);
  return asciiOf(end < 0 ? bytes.subarray(0, longestEvent) : bytes.subarray(0, end));
}

const decoder = new TextDecoder();

/** The log is ASCII; anything else in it is escaped. */
export function asciiOf(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

export function fieldsOf({ bytes }: LogLine): string[] {
  return asciiOf(bytes).split(',');
}

/** What V8's log escapes: src/logging/log-file.cc. */
export function unescapeField(field: string): string {
  if (!field.includes('\\')) return field;
  return field.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))/gs,
    (_, byte?: string, unit?: string, char?: string) => {
      const code = byte ?? unit;
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      return char === 'n' ? '\n' : (char ?? '');
    },
  );
}
