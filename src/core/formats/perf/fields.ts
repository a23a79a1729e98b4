const decoder = new TextDecoder();

/**
 * The little-endian fields of a record. A read behind the end throws a RangeError: the record is shorter than its type.
 */
export class Fields {
  readonly bytes: Uint8Array;
  private readonly view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.length;
  }

  u16(at: number): number {
    return this.view.getUint16(at, true);
  }

  u32(at: number): number {
    return this.view.getUint32(at, true);
  }

  i32(at: number): number {
    return this.view.getInt32(at, true);
  }

  /** Exact up to 2 ** 53: sizes, times, ids. */
  u64(at: number): number {
    return this.view.getUint32(at + 4, true) * 2 ** 32 + this.view.getUint32(at, true);
  }

  /** Signed, so that a double holds the kernel's addresses, which are near 2 ** 64, exactly. */
  address(at: number): number {
    return this.view.getInt32(at + 4, true) * 2 ** 32 + this.view.getUint32(at, true);
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
}
