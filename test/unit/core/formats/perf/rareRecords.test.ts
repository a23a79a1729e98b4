// Records that a short run on an idle machine does not have, added to a real recording: perf_event_open(2) and
// tools/perf/Documentation/perf.data-file-format.txt.
import assert from 'node:assert/strict';
import { readProfile } from '../../../../../src/core/formats/formats.ts';
import { JitCode } from '../../../../../src/core/formats/perf/jitCode.ts';
import { readJitDump } from '../../../../../src/core/formats/perf/jitDump.ts';
import { at } from '../../../../../src/core/model/at.ts';
import { ProfileBuilder } from '../../../../../src/core/model/builder.ts';
import { inputOf } from '../../inputOf.ts';
import { bytesOf, recording } from './recordings.ts';

/** A record of perf: its header, then these numbers, each of 8 bytes, then what stands behind them. */
function record(type: number, numbers: readonly number[], rest: Uint8Array = new Uint8Array(0)): Buffer {
  const bytes = Buffer.alloc(8 + 8 * numbers.length);
  bytes.writeUInt32LE(type, 0);
  bytes.writeUInt16LE(bytes.length + rest.length, 6);
  for (const [index, number] of numbers.entries()) bytes.writeBigUInt64LE(BigInt(number), 8 + 8 * index);
  return Buffer.concat([bytes, rest]);
}

/** Behind other records than samples: thread, time and the like, here of no time. */
const trailer = [0, 0, 0, 0];
const withRecords = (...records: readonly Uint8Array[]) =>
  readProfile(recording('pipe.perf.data', Buffer.concat([bytesOf('pipe.perf.data'), ...records])));

describe('A recording of perf with', () => {
  it('lost events tells how many', () => {
    const { notes } = withRecords(record(2, [0, 30, ...trailer]), record(13, [12, ...trailer]));
    assert.deepEqual(
      notes.map(({ kind, message }) => [kind, message.slice(0, 19)]),
      [['lost-events', 'perf lost 42 events']],
    );
  });

  it('sampling that was slowed down says so', () => {
    const { notes } = withRecords(record(5, [1, 0, 0, ...trailer]), record(5, [2, 0, 0, ...trailer]));
    assert.match(at(notes, 0).message, /^The kernel slowed sampling down 2 times/);
  });

  it('namespaces, control groups, and types that nobody knows is read as without', () => {
    const plain = readProfile(recording('pipe.perf.data'));
    const [namespaces, ksymbol, bpfEvent, cgroup, textPoke, unknown] = [16, 17, 18, 19, 20, 63];
    const types = [namespaces, ksymbol, bpfEvent, cgroup, textPoke, unknown];
    assert.deepEqual(withRecords(...types.map((type) => record(type, [1, 2, 3, ...trailer]))), plain);
  });

  it('compressed records of either layout has the same samples', () => {
    const whole = readProfile(recording('compressed.perf.data'));
    const older = readProfile(
      recording(
        '81',
        recompressed((bytes) => record(81, [], bytes)),
      ),
    );
    // Since Linux 6.16 the size stands in the record, which is filled up to 8 bytes.
    const filled = (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 7)]);
    const newer = readProfile(
      recording(
        '83',
        recompressed((bytes) => record(83, [bytes.length], filled(bytes))),
      ),
    );
    assert.equal(older.samples.node.length, whole.samples.node.length);
    assert.deepEqual(newer, older);
  });
});

describe('A jitdump', () => {
  const name = Buffer.from('step\0');
  /** A record of the file: its type, size and time, then numbers and a text. */
  const entry = (type: number, time: number, numbers: readonly number[], text: Buffer = Buffer.alloc(0)) => {
    const bytes = Buffer.alloc(16 + 8 * numbers.length);
    bytes.writeUInt32LE(type, 0);
    bytes.writeUInt32LE(bytes.length + text.length, 4);
    bytes.writeBigUInt64LE(BigInt(time), 8);
    for (const [index, number] of numbers.entries()) bytes.writeBigUInt64LE(BigInt(number), 16 + 8 * index);
    return Buffer.concat([bytes, text]);
  };
  /** pid and tid, address, the same in the file, size, index. */
  const load = (time: number, address: number, index: number, text = name) =>
    entry(0, time, [1, address, address, 16, index], text);
  const dump = (...entries: readonly Buffer[]) => {
    const header = Buffer.alloc(40);
    header.writeUInt32LE(0x4a695444, 0);
    header.writeUInt32LE(40, 8);
    const builder = new ProfileBuilder({ format: 'drawn', tool: 'test', unit: 'microseconds' });
    const code = new JitCode(builder, readJitDump(inputOf('jit-1.dump', Buffer.concat([header, ...entries]))));
    return (address: number, time: number): number | undefined => {
      code.loadUntil(time);
      return code.frame(address)?.fn;
    };
  };

  it('names code from when it was made, and what takes its place from then on', () => {
    const functionAt = dump(load(100, 0x1000, 0), load(200, 0x1000, 1, Buffer.from('other\0')));
    assert.equal(functionAt(0x1008, 50), undefined);
    const first = functionAt(0x1008, 150);
    const second = functionAt(0x1008, 250);
    assert.ok(first !== undefined && second !== undefined && first !== second);
  });

  it('follows code that is moved', () => {
    // pid and tid, new address, old and new address, size, index.
    const functionAt = dump(load(100, 0x1000, 7), entry(1, 200, [1, 0x9000, 0x1000, 0x9000, 16, 7]));
    const before = functionAt(0x1004, 150);
    assert.ok(before !== undefined);
    assert.equal(functionAt(0x9004, 150), undefined);
    assert.equal(functionAt(0x9004, 250), before);
  });
});

/** A recording whose compressed records are written anew, without the header's sections that followed its data. */
function recompressed(write: (bytes: Uint8Array) => Uint8Array): Uint8Array {
  const bytes = Buffer.from(bytesOf('compressed.perf.data'));
  const start = Number(bytes.readBigUInt64LE(40));
  const end = start + Number(bytes.readBigUInt64LE(48));
  bytes.writeBigUInt64LE(0n, 48);
  const pieces: Uint8Array[] = [bytes.subarray(0, start)];
  for (let at = start; at < end; at += bytes.readUInt16LE(at + 6)) {
    const each = bytes.subarray(at, at + bytes.readUInt16LE(at + 6));
    pieces.push(each.readUInt32LE(0) === 81 ? write(each.subarray(8)) : each);
  }
  return Buffer.concat(pieces);
}
