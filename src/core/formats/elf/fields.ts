interface Layout {
  readonly is64: boolean;
  readonly isLittleEndian: boolean;
}

/** Numbers and texts in a part of a file, in its own byte order; zero and nothing beyond its end. */
export class Fields {
  readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly layout: Layout;

  constructor(bytes: Uint8Array, layout: Layout) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.layout = layout;
  }

  half(offset: number): number {
    return this.has(offset, 2) ? this.view.getUint16(offset, this.layout.isLittleEndian) : 0;
  }

  int(offset: number): number {
    return this.has(offset, 4) ? this.view.getUint32(offset, this.layout.isLittleEndian) : 0;
  }

  /** As wide as the file's addresses. Above 2^53 it is near enough: no file reaches there. */
  word(offset: number): number {
    if (!this.layout.is64) return this.int(offset);
    const [low, high] = this.layout.isLittleEndian ? [0, 4] : [4, 0];
    return this.int(offset + high) * 2 ** 32 + this.int(offset + low);
  }

  /** Up to a zero byte. */
  text(offset: number): string {
    const end = this.bytes.indexOf(0, offset);
    return new TextDecoder().decode(this.bytes.subarray(offset, end < 0 ? undefined : end));
  }

  private has(offset: number, size: number): boolean {
    return offset + size <= this.bytes.length;
  }
}
