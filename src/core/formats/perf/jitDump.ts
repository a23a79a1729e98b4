import type { Input } from '../format.ts';
import { Fields } from './fields.ts';
import { isScript, jitFunction } from './jitName.ts';
import type { JitLoad, PositionOfCode } from './jitCode.ts';

const magic = 0x4a695444;
const record = { load: 0, move: 1, debugInfo: 2, unwindingInfo: 4 };
const recordHeader = 16;
/** Of a record's fields and names; the machine code behind them is not read. */
const mostOfRecord = 2 ** 20;
/** V8 adds the size of the ELF header that `perf inject` would write to the addresses of positions: src/diagnostics/perf-jit.cc. */
const v8Bias = 0x40;

/**
 * The code that a runtime made, in the order in which it did; nothing where the file is no jitdump.
 * https://github.com/torvalds/linux/blob/master/tools/perf/Documentation/jitdump-specification.txt
 */
export function readJitDump(input: Input): JitLoad[] {
  const loads: JitLoad[] = [];
  const byIndex = new Map<number, JitLoad>();
  let debug: Fields | undefined;
  for (const { id, size, time, fields } of recordsOf(input)) {
    if (id === record.debugInfo && size >= 32) debug = fields;
    else if (id === record.load && size >= 56) {
      const start = fields.address(24);
      const length = fields.u64(40);
      const name = fields.text(56);
      const index = fields.u64(48);
      const load = { start, length, time, name, index, positions: positionsOf(debug, name, start, length) };
      debug = undefined;
      byIndex.set(index, load);
      loads.push(load);
    } else if (id === record.move && size >= 64) {
      const moved = byIndex.get(fields.u64(56));
      if (moved !== undefined) loads.push({ ...moved, start: fields.address(40), time });
    }
  }
  return loads;
}

/** Whether it says how to unwind the code, too, as Python's does (`-X perf_jit`). */
export function hasUnwindTables(input: Input): boolean {
  for (const { id } of recordsOf(input)) if (id === record.unwindingInfo) return true;
  return false;
}

interface JitRecord {
  readonly id: number;
  /** Of which `fields` has no more than `mostOfRecord`. */
  readonly size: number;
  readonly time: number;
  readonly fields: Fields;
}

function* recordsOf(input: Input): Generator<JitRecord> {
  const header = new Fields(input.read(0, 40));
  if (header.length < 40 || header.u32(0) !== magic) return;
  for (let at = Math.max(40, header.u32(8)); at + recordHeader <= input.size;) {
    const head = new Fields(input.read(at, at + recordHeader));
    const size = head.u32(4);
    if (size < recordHeader || at + size > input.size) break;
    const fields = new Fields(input.read(at, at + Math.min(size, mostOfRecord)));
    at += size;
    yield { id: head.u32(0), size, time: head.u64(8), fields };
  }
}

/** By their bytes from the code's start. */
function positionsOf(debug: Fields | undefined, name: string, start: number, length: number): PositionOfCode[] {
  if (debug?.address(16) !== start) return [];
  const bias = isScript(name) ? v8Bias : 0;
  const fits = (all: PositionOfCode[] | undefined): boolean =>
    all?.every(({ offset }, index) => offset >= (all[index - 1]?.offset ?? 0) && offset <= length) === true;
  const asSpecified = entriesOf(debug, start + bias);
  if (asSpecified !== undefined && fits(asSpecified)) return asSpecified;
  // V8 of Node 20 begins a name that is no ASCII literal with bytes of its own: then only the length of the name is right.
  const asLong = entriesOf(debug, start + bias, jitFunction(name).file.length);
  return asLong !== undefined && fits(asLong) ? asLong : [];
}

function entriesOf(debug: Fields, start: number, nameLength?: number): PositionOfCode[] | undefined {
  const count = debug.u64(24);
  const entries: PositionOfCode[] = [];
  for (let at = 32; entries.length < count;) {
    if (at + 17 > debug.length) return undefined;
    entries.push({ offset: debug.address(at) - start, line: debug.u32(at + 8), column: debug.u32(at + 12) });
    const end = nameLength === undefined ? debug.bytes.indexOf(0, at + 16) : at + 16 + nameLength;
    if (end < 0) return undefined;
    at = end + 1;
  }
  return entries;
}
