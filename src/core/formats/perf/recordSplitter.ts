import { Fields } from './fields.ts';
import { recordType } from './recordTypes.ts';

/** `struct perf_event_header` and what follows it. */
export interface PerfRecord {
  readonly type: number;
  readonly misc: number;
  /** Of the whole record, from its header on. */
  readonly fields: Fields;
}

export const headerSize = 8;

/** Cuts bytes that come in pieces into records. */
export class RecordSplitter {
  private rest: Uint8Array = new Uint8Array(0);
  /** Bytes that follow the last record and belong to it. */
  private toSkip = 0;
  /** Whether a record has no possible size, so that nobody knows where the next one begins. */
  isLost = false;

  /** Whether the bytes so far end in the middle of a record. */
  get isInside(): boolean {
    return this.rest.length > 0 || this.toSkip > 0;
  }

  *split(piece: Uint8Array): Generator<PerfRecord> {
    const bytes = this.rest.length === 0 ? piece : joined(this.rest, piece);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    while (!this.isLost) {
      const skipped = Math.min(this.toSkip, bytes.length - at);
      this.toSkip -= skipped;
      at += skipped;
      const size = (bytes[at + 6] ?? 0) + (bytes[at + 7] ?? 0) * 256;
      if (at + headerSize > bytes.length || at + size > bytes.length) break;
      this.isLost = size < headerSize;
      if (this.isLost) break;
      const fields = new Fields(view, at, size);
      const record = { type: fields.u32(0), misc: fields.u16(4), fields };
      yield record;
      this.toSkip = sizeBehind(record);
      at += size;
    }
    this.rest = bytes.subarray(at);
  }
}

/** Traces of the hardware, and what a pipe says of tracepoints, stand behind their records. */
function sizeBehind({ type, fields }: PerfRecord): number {
  if (type === recordType.auxTrace && fields.length >= 16) return fields.u64(8);
  if (type === recordType.tracingData && fields.length >= 12) return Math.ceil(fields.u32(8) / 8) * 8;
  return 0;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
