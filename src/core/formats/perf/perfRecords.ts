import type { Input } from '../format.ts';
import { piecesOf, type PerfHeader } from './perfHeader.ts';
import { RecordSplitter, type PerfRecord } from './recordSplitter.ts';
import { recordType } from './recordTypes.ts';
import { ZstdStream } from './zstdStream.ts';

/** All records of a file, in its order, decompressed. */
export class PerfRecords {
  private readonly input: Input;
  private readonly header: PerfHeader;
  private readonly outer = new RecordSplitter();
  private readonly inner = new RecordSplitter();
  private readonly zstd = new ZstdStream();
  private isCorrupt = false;

  constructor(input: Input, header: PerfHeader) {
    this.input = input;
    this.header = header;
  }

  /** Once all were asked for: whether the rest of them cannot be read. */
  get isBroken(): boolean {
    return this.outer.isLost || this.inner.isLost || this.isCorrupt;
  }

  /** Once all were asked for: whether the last one ends in the middle. */
  get isCut(): boolean {
    return this.outer.isInside || this.inner.isInside;
  }

  *[Symbol.iterator](): Generator<PerfRecord> {
    for (const piece of piecesOf(this.input, this.header.dataStart, this.header.dataEnd)) {
      for (const record of this.outer.split(piece)) {
        const compressed = compressedIn(record);
        if (compressed === undefined) yield record;
        else for (const plain of this.decompressed(compressed)) yield* this.inner.split(plain);
      }
      if (this.outer.isLost) return;
    }
  }

  private decompressed(bytes: Uint8Array): readonly Uint8Array[] {
    if (this.isCorrupt) return [];
    try {
      return this.zstd.push(bytes);
    } catch {
      this.isCorrupt = true;
      return [];
    }
  }
}

function compressedIn({ type, fields }: PerfRecord): Uint8Array | undefined {
  if (type === recordType.compressed) return fields.bytes.subarray(8);
  if (type !== recordType.compressed2 || fields.length < 16) return undefined;
  return fields.bytes.subarray(16, 16 + fields.u64(8));
}
