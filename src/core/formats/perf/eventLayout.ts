import { sampleBit, type EventAttr } from './eventAttr.ts';
import type { Fields } from './fields.ts';
import { headerSize } from './recordSplitter.ts';

/** The fields of a sample before the first one of any length: 8 bytes each, in this order, where the event has them. */
const sampleOrder = ['identifier', 'ip', 'tid', 'time', 'address', 'id', 'streamId', 'cpu', 'period'] as const;
/** Those behind every other record. */
const trailerOrder = ['tid', 'time', 'id', 'streamId', 'cpu', 'identifier'] as const;

const readBit = { enabled: 1, running: 2, id: 4, group: 8, lost: 16 };

type Field = (typeof sampleOrder)[number];

/** Where an event's samples, and the records that it stamps, have their fields. */
export class EventLayout {
  private readonly attr: EventAttr;
  /** Bytes from the record's start. */
  private readonly inSample: Partial<Record<Field, number>> = {};
  /** Bytes from its end. */
  private readonly inTrailer: Partial<Record<Field, number>> = {};
  private readonly readAt: number;

  constructor(attr: EventAttr) {
    this.attr = attr;
    let at = headerSize;
    for (const field of sampleOrder) {
      if (!this.has(field)) continue;
      this.inSample[field] = at;
      at += 8;
    }
    this.readAt = at;
    let back = 0;
    for (const field of [...trailerOrder].reverse()) {
      if (!this.has(field)) continue;
      back += 8;
      this.inTrailer[field] = back;
    }
  }

  sampleField(field: Field): number | undefined {
    return this.inSample[field];
  }

  trailerField(field: Field, length: number): number | undefined {
    const back = this.inTrailer[field];
    if (back === undefined || !this.attr.stampsAll || length - back < headerSize) return undefined;
    return length - back;
  }

  /** Where a sample's call chain begins, with the number of its entries; undefined when the event has none. */
  chainAt(fields: Fields): number | undefined {
    if (!this.has('callchain')) return undefined;
    return this.has('read') ? this.readAt + this.sizeOfRead(fields) : this.readAt;
  }

  private has(field: keyof typeof sampleBit): boolean {
    return (this.attr.sampleType & sampleBit[field]) !== 0;
  }

  private sizeOfRead(fields: Fields): number {
    const { readFormat } = this.attr;
    const count = (bits: number): number =>
      [bits & readBit.enabled, bits & readBit.running, bits & readBit.id, bits & readBit.lost].filter(Boolean).length;
    if ((readFormat & readBit.group) === 0) return 8 * (1 + count(readFormat));
    const times = count(readFormat & (readBit.enabled | readBit.running));
    const ofEach = 1 + count(readFormat & (readBit.id | readBit.lost));
    return 8 * (1 + times + fields.u64(this.readAt) * ofEach);
  }
}
