import { HeatlineError } from '../../model/heatlineError.ts';
import type { Input } from '../format.ts';
import { readAttr, type EventAttr } from './eventAttr.ts';
import { Fields } from './fields.ts';
import { PerfEvents } from './perfEvents.ts';
import { headerSize, RecordSplitter, type PerfRecord } from './recordSplitter.ts';
import { miscBit, recordType } from './recordTypes.ts';

/** Bits of the header's flags: which sections about the machine and the run follow the data. */
const feature = { buildId: 2, eventDescription: 12, count: 256 };

/** The header of what `perf record -o -` writes, which says all else in records. */
const pipeHeaderSize = 16;
const pieceSize = 2 ** 22;
/** Of any part of the file but its data. */
const mostOfSection = 2 ** 26;

/** What a file says of itself, wherever it says so. */
export class PerfHeader {
  readonly events = new PerfEvents();
  /** Hex digits by file. */
  readonly buildIds = new Map<string, string>();
  dataStart = pipeHeaderSize;
  dataEnd: number;
  /** Whether the recorder came to write the header. */
  isFinished = true;

  private readonly input: Input;
  private readonly attrs: { readonly attr: EventAttr; readonly ids: readonly number[] }[] = [];
  /** By the event's place in the file, and by id. */
  private names: readonly string[] = [];
  private readonly namesOfIds = new Map<number, string>();

  constructor(input: Input) {
    this.input = input;
    this.dataEnd = input.size;
    const magic = new TextDecoder().decode(input.read(0, 8));
    if (magic === '2ELIFREP') {
      throw new HeatlineError(
        `${input.name} was recorded on a machine with the other byte order.`,
        'Convert it there with perf script, and open the text.',
      );
    }
    try {
      if (new Fields(input.read(0, pipeHeaderSize)).u64(8) === pipeHeaderSize) this.readPipe();
      else this.readFile();
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      throw new HeatlineError(`${input.name} ends in its header.`, 'Record it again, and let perf finish.', cause);
    }
    for (const [index, { attr, ids }] of this.attrs.entries()) {
      const named = ids.map((id) => this.namesOfIds.get(id)).find((name) => name !== undefined);
      this.events.add(attr, named ?? this.names[index], ids);
    }
  }

  /** `struct perf_file_header` of tools/perf/util/header.h. */
  private readFile(): void {
    const fields = new Fields(this.input.read(0, 104));
    this.dataStart = fields.u64(40);
    const dataSize = fields.u64(48);
    this.isFinished = dataSize > 0;
    this.dataEnd = this.isFinished ? this.dataStart + dataSize : this.input.size;
    this.readAttrs(fields.u64(16), this.section(fields, 24));
    if (!this.isFinished) return;
    let at = this.dataEnd;
    for (let bit = 0; bit < feature.count; bit++) {
      if ((fields.u32(72 + 4 * (bit >> 5)) & (1 << (bit & 31))) === 0) continue;
      if (at + 16 > this.input.size) return;
      this.readFeature(bit, this.section(new Fields(this.input.read(at, at + 16)), 0));
      at += 16;
    }
  }

  private readAttrs(attrSize: number, section: Fields): void {
    for (let at = 0; at + attrSize <= section.length && attrSize >= 64; at += attrSize) {
      const ids = this.section(section, at + attrSize - 16);
      this.attrs.push({ attr: readAttr(section, at), ids: idsIn(ids, 0, ids.length) });
    }
  }

  /** The records that say what a header would. They may come at the very end, and what they say holds from the start. */
  private readPipe(): void {
    for (const { type, misc, fields } of this.pipeRecords()) {
      if (type === recordType.headerAttr) {
        const ids = headerSize + fields.u32(headerSize + 4);
        this.attrs.push({ attr: readAttr(fields, headerSize), ids: idsIn(fields, ids, fields.length) });
      } else if (type === recordType.headerBuildId) this.addBuildId(misc, fields, 0, fields.length);
      else if (type === recordType.headerFeature && fields.length >= 16)
        this.readFeature(fields.u64(headerSize), new Fields(fields.bytes.subarray(16)));
    }
  }

  private *pipeRecords(): Generator<PerfRecord> {
    const splitter = new RecordSplitter();
    for (const piece of piecesOf(this.input, this.dataStart, this.dataEnd)) yield* splitter.split(piece);
  }

  private readFeature(bit: number, section: Fields): void {
    if (bit === feature.buildId) this.readBuildIds(section);
    if (bit === feature.eventDescription) this.readNames(section);
  }

  private readBuildIds(section: Fields): void {
    for (let at = 0; at + headerSize <= section.length;) {
      const size = section.u16(at + 6);
      if (size < headerSize) return;
      this.addBuildId(section.u16(at + 4), section, at, Math.min(at + size, section.length));
      at += size;
    }
  }

  /** `struct perf_record_header_build_id`: a process id, then 20 bytes, their number, 3 of nothing, and the file's name. */
  private addBuildId(misc: number, fields: Fields, at: number, end: number): void {
    const idAt = at + headerSize + 4;
    if (end < idAt + 24) return;
    const length = (misc & miscBit.buildIdSize) === 0 ? 20 : Math.min(20, fields.u16(idAt + 20) & 0xff);
    this.buildIds.set(fields.text(idAt + 24, end), fields.hex(idAt, idAt + length));
  }

  private readNames(section: Fields): void {
    const count = section.u32(0);
    const attrSize = section.u32(4);
    const names: string[] = [];
    let at = 8;
    while (names.length < count) {
      at += attrSize;
      const idCount = section.u32(at);
      const nameLength = section.u32(at + 4);
      const name = section.text(at + 8, at + 8 + nameLength);
      names.push(name);
      at += 8 + nameLength;
      for (const id of idsIn(section, at, at + 8 * idCount)) this.namesOfIds.set(id, name);
      at += 8 * idCount;
    }
    this.names = names;
  }

  /** The part of the file whose place and size stand at `at`. */
  private section(fields: Fields, at: number): Fields {
    const start = Math.min(fields.u64(at), this.input.size);
    const end = Math.min(start + Math.min(fields.u64(at + 8), mostOfSection), this.input.size);
    return new Fields(this.input.read(start, end));
  }
}

function idsIn(fields: Fields, start: number, end: number): number[] {
  const ids: number[] = [];
  for (let at = start; at + 8 <= end; at += 8) ids.push(fields.u64(at));
  return ids;
}

/** A part of a file, read piece by piece. */
export function* piecesOf(input: Input, start: number, end: number): Generator<Uint8Array> {
  for (let at = start; at < Math.min(end, input.size);) {
    const piece = input.read(at, Math.min(at + pieceSize, end));
    if (piece.length === 0) return;
    yield piece;
    at += piece.length;
  }
}
