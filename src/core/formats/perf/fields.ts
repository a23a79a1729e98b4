const decoder = new TextDecoder();

/**
 * The little-endian fields of a record. A read behind the end throws a RangeError: the record is shorter than its type.
 */
export class Fields {
  readonly length: number;
  /** Of the bytes that the record is a part of: a view of its own for each would cost more than reading it. */
  private readonly all: DataView;
  private readonly start: number;

  constructor(bytes: Uint8Array | DataView, start = 0, length = bytes.byteLength) {
    this.all = bytes instanceof DataView ? bytes : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.start = start;
    this.length = length;
  }

  get bytes(): Uint8Array {
    const { buffer, byteOffset } = this.all;
    return new Uint8Array(buffer, byteOffset + this.start, this.length);
  }

  u16(at: number): number {
    return this.all.getUint16(this.place(at, 2), true);
  }

  u32(at: number): number {
    return this.all.getUint32(this.place(at, 4), true);
  }

  i32(at: number): number {
    return this.all.getInt32(this.place(at, 4), true);
  }

  /** Exact up to 2 ** 53: sizes, times, ids. */
  u64(at: number): number {
    const place = this.place(at, 8);
    return this.all.getUint32(place + 4, true) * 2 ** 32 + this.all.getUint32(place, true);
  }

  /** Signed, so that a double holds the kernel's addresses, which are near 2 ** 64, exactly. */
  address(at: number): number {
    const place = this.place(at, 8);
    return this.all.getInt32(place + 4, true) * 2 ** 32 + this.all.getUint32(place, true);
  }

  /** Up to the first zero or `end`. */
  text(start: number, end = this.length): string {
    const bytes = this.bytes.subarray(start, end);
    const zero = bytes.indexOf(0);
    return decoder.decode(zero < 0 ? bytes : bytes.subarray(0, zero));
  }

  hex(start: number, end: number): string {
    return Array.from(this.bytes.subarray(start, end), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
  private place(at: number, size: number): number {
    if (at >= 0 && at + size <= this.length) return this.start + at;
    throw new RangeError('a record is shorter than its type');
  }
}
