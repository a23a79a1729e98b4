/** Bytes of a chunk; a string that is longer has one of its own. */
const chunkSize = 2 ** 22;

/**
 * Strings as the bytes of their JSON, decoded one at a time when somebody asks: the strings of a large snapshot are neither
 * one string (V8's longest has 512 MB) nor millions of them.
 */
export class StringTable {
  readonly length: number;
  private readonly chunks: readonly Uint8Array[];
  private readonly chunk: Uint32Array;
  private readonly start: Uint32Array;
  private readonly end: Uint32Array;
  private readonly decoder = new TextDecoder();

  constructor(chunks: readonly Uint8Array[], { chunk, start, end }: StringColumns) {
    this.length = chunk.length;
    this.chunks = chunks;
    this.chunk = chunk;
    this.start = start;
    this.end = end;
  }

  /** The text of a string; empty for an index that there is none of. */
  text(index: number): string {
    const text = this.decoder.decode(this.bytes(index));
    return text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
  }

  /** Bytes of a string's JSON, which tell its beginning without decoding all of it. */
  bytes(index: number): Uint8Array {
    const chunk = this.chunks[this.chunk[index] ?? 0];
    return chunk?.subarray(this.start[index] ?? 0, this.end[index] ?? 0) ?? new Uint8Array();
  }

  /** The index of a text that needs no escapes; -1 when there is none. */
  find(text: string): number {
    const { start, end } = this;
    for (let index = 0; index < this.length; index++) {
      if ((end[index] ?? 0) - (start[index] ?? 0) === text.length && this.text(index) === text) return index;
    }
    return -1;
  }
}

interface StringColumns {
  readonly chunk: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
}

export class StringTableBuilder {
  private readonly chunks: Uint8Array[] = [];
  private current = new Uint8Array();
  private filled = 0;
  private rows = { chunk: new Uint32Array(1024), start: new Uint32Array(1024), end: new Uint32Array(1024) };
  private length = 0;

  /** Adds a string: the bytes between the quotes of valid JSON, which are copied. */
  push(bytes: Uint8Array): void {
    if (this.filled + bytes.length > this.current.length) {
      this.finishChunk();
      this.current = new Uint8Array(Math.max(chunkSize, bytes.length));
    }
    this.current.set(bytes, this.filled);
    if (this.length === this.rows.chunk.length) this.rows = this.resized(2 * this.length);
    this.rows.chunk[this.length] = this.chunks.length;
    this.rows.start[this.length] = this.filled;
    this.filled += bytes.length;
    this.rows.end[this.length] = this.filled;
    this.length++;
  }

  finish(): StringTable {
    this.finishChunk();
    return new StringTable(this.chunks, this.resized(this.length));
  }

  private finishChunk(): void {
    this.chunks.push(this.filled < this.current.length ? this.current.slice(0, this.filled) : this.current);
    this.current = new Uint8Array();
    this.filled = 0;
  }

  private resized(length: number): typeof this.rows {
    const resize = (column: Uint32Array): Uint32Array<ArrayBuffer> => {
      const resized = new Uint32Array(length);
      resized.set(column.subarray(0, Math.min(length, this.length)));
      return resized;
    };
    return { chunk: resize(this.rows.chunk), start: resize(this.rows.start), end: resize(this.rows.end) };
  }
}
