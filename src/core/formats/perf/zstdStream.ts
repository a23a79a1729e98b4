import { Decompress } from 'fzstd';

/** A record holds at most what a buffer of perf's does, which is a few MB; more is no compression but an attack. */
const mostOfRecord = 2 ** 26;
/** perf's own is 2 ** 21 or less. */
const largestWindow = 2 ** 25;

/** The one Zstandard stream that all compressed records of a file continue. */
export class ZstdStream {
  private pieces: Uint8Array[] = [];
  private size = 0;
  private readonly stream = new Decompress((piece) => {
    this.size += piece.length;
    if (this.size > mostOfRecord) throw new RangeError('a compressed record holds too much');
    this.pieces.push(piece);
  });

  /**
   * What these bytes, which follow those before, stand for.
   * @throws an error of any kind when they are no Zstandard.
   */
  push(bytes: Uint8Array): readonly Uint8Array[] {
    if (asksForMuch(bytes)) throw new RangeError('the window of a compressed record is too large');
    this.pieces = [];
    this.size = 0;
    this.stream.push(bytes);
    return this.pieces;
  }
}

/** Whether a frame in the bytes has a window that nobody would want to allocate. https://www.rfc-editor.org/rfc/rfc8878#name-zstandard-frames */
function asksForMuch(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x28); at >= 0; at = bytes.indexOf(0x28, at + 1)) {
    if (bytes[at + 1] !== 0xb5 || bytes[at + 2] !== 0x2f || bytes[at + 3] !== 0xfd) continue;
    const [descriptor = 0, window = 0] = bytes.subarray(at + 4, at + 6);
    const isSingleSegment = (descriptor & 0x20) !== 0;
    // Records are compressed as a stream, whose size is not known before.
    if (isSingleSegment || 2 ** (10 + (window >> 3)) >= largestWindow) return true;
  }
  return false;
}
