import { Decompress } from 'fzstd';
import type { Input } from './format.ts';

/** What the `zstd` command takes without being told to, 128 MB: a file may ask for any window. */
const largestWindow = 2 ** 27;
/** Of text, more than an hour's recording: a small file may claim to be as large as it likes. */
const mostDecompressed = 2 ** 34;

export function isZstd(input: Input): boolean {
  const [a, b, c, d] = input.read(0, 4);
  return a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd;
}

/**
 * What is in a file of Zstandard, piece by piece, up to where it is cut off or broken.
 * https://www.rfc-editor.org/rfc/rfc8878#name-zstandard-frames
 */
export function* zstdPieces(input: Input, onBroken: () => void): Generator<Uint8Array> {
  let pieces: Uint8Array[] = [];
  let size = 0;
  const stream = new Decompress((piece) => {
    size += piece.length;
    pieces.push(piece);
  });
  try {
    for (const part of frameParts(input)) {
      pieces = [];
      stream.push(part);
      yield* pieces;
      if (size > mostDecompressed) throw new RangeError('it has more than 16 GB when decompressed');
    }
    // Throws where the last frame is not whole.
    pieces = [];
    stream.push(new Uint8Array(), true);
    yield* pieces;
  } catch {
    onBroken();
  }
}

/** Headers and blocks of all frames, each checked before anything is allocated for it. */
function* frameParts(input: Input): Generator<Uint8Array> {
  for (let at = 0; at < input.size;) {
    const header = frameHeader(input.read(at, at + 18));
    yield input.read(at, at + header.length);
    at += header.length;
    for (let isLast = false; !isLast;) {
      const [low = 0, middle = 0, high] = input.read(at, at + 3);
      if (high === undefined) throw new RangeError('a frame is cut off');
      const block = low | (middle << 8) | (high << 16);
      isLast = (block & 1) === 1;
      // A run of one byte is stored as that byte.
      const length = 3 + (((block >> 1) & 3) === 1 ? 1 : block >> 3);
      yield input.read(at, at + length);
      at += length;
    }
    if (header.hasChecksum) {
      yield input.read(at, at + 4);
      at += 4;
    }
  }
}

function frameHeader(bytes: Uint8Array): { readonly length: number; readonly hasChecksum: boolean } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== 0xfd2fb528) throw new RangeError('no frame begins here');
  const descriptor = view.getUint8(4);
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const sizeLength = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const sizeAt = 5 + (isSingleSegment ? 0 : 1) + dictionary;
  const window = isSingleSegment ? contentSize(view, sizeAt, sizeLength) : windowSize(view.getUint8(5));
  if (window > largestWindow) throw new RangeError('the window is too large');
  return { length: sizeAt + sizeLength, hasChecksum: (descriptor & 4) !== 0 };
}

function windowSize(byte: number): number {
  const base = 2 ** (10 + (byte >> 3));
  return base + (base / 8) * (byte & 7);
}

function contentSize(view: DataView, at: number, length: number): number {
  if (length === 8) return Number(view.getBigUint64(at, true));
  if (length === 4) return view.getUint32(at, true);
  return length === 2 ? view.getUint16(at, true) + 256 : view.getUint8(at);
}
