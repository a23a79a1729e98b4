import type { Input } from './format.ts';

/** Bytes that are read at first. */
const firstPiece = 4096;

/** A part of a file of any size, which moves on with whoever reads it byte by byte. */
export class FileWindow {
  protected readonly input: Input;
  /** Behind the last byte of the window stands a 0, which no text has, so that no loop needs to look for the end. */
  protected bytes = new Uint8Array(1);
  /** The window's bytes, several at once. */
  protected words = new DataView(this.bytes.buffer);
  protected end = 0;
  protected position = 0;
  /** The first byte that must stay in the window; -1 when that is the position. */
  protected kept = -1;
  private readonly pieceSize: number;
  /** How much of the file was read. */
  private taken = 0;

  constructor(input: Input, pieceSize = 2 ** 20) {
    this.input = input;
    this.pieceSize = pieceSize;
  }

  /** Whether the position is the end of the file. */
  protected get isAtEnd(): boolean {
    return this.position >= this.end && this.taken >= this.input.size;
  }

  /** Has the next bytes in the window, up to the end of the file. */
  protected require(length: number): void {
    while (this.end - this.position < length && this.fill());
  }

  /** Reads the next piece of the file; false when there is none. Moves what is in the window. */
  protected fill(): boolean {
    if (this.position < this.end && this.bytes[this.position] === 0) return false;
    // Small pieces first: V8 has seen the end of some when it compiles the loops, and need not compile them again.
    const wanted = Math.max(firstPiece, Math.floor(this.taken / 8));
    const size = Math.min(wanted, this.pieceSize, this.input.size - this.taken);
    if (size <= 0) return false;
    const start = this.kept < 0 ? this.position : this.kept;
    const rest = this.end - start;
    if (rest + size < this.bytes.length) this.bytes.copyWithin(0, start, this.end);
    else {
      const bytes = new Uint8Array(2 * (rest + this.pieceSize));
      bytes.set(this.bytes.subarray(start, this.end));
      this.bytes = bytes;
      this.words = new DataView(bytes.buffer);
    }
    const piece = this.input.read(this.taken, this.taken + size, this.bytes.subarray(rest, rest + size));
    this.end = rest + piece.length;
    this.bytes[this.end] = 0;
    this.position -= start;
    if (this.kept >= 0) this.kept = 0;
    // A file that became shorter ends here.
    this.taken = piece.length === 0 ? this.input.size : this.taken + piece.length;
    return piece.length > 0;
  }
}
