import { Float64Column, Int32Column } from '../../model/column.ts';
import type { AllocationSamples, AllocationTraces } from '../../model/heap.ts';
import { isMeasured } from '../isMeasured.ts';
import type { JsonReader } from '../jsonReader.ts';
import { readRows, UnsignedCheck } from './readRows.ts';
import type { SnapshotMeta } from './snapshotMeta.ts';

/** Functions of allocation tracking: strings by index, 1-based positions, 0 for unknown. */
export interface TraceFunctions {
  readonly name: Uint32Array;
  readonly script: Uint32Array;
  readonly line: Uint32Array;
  readonly column: Uint32Array;
}

export function readTraceFunctions(json: JsonReader, { functions: { width, offset } }: SnapshotMeta): TraceFunctions {
  const columns = {
    name: new Float64Column(),
    script: new Float64Column(),
    line: new Float64Column(),
    column: new Float64Column(),
  };
  const check = new UnsignedCheck();
  readRows(json, width, (block, start) => {
    const field = (at: number): number => (at < 0 ? 0 : check.take(block[start + at]));
    columns.name.push(field(offset.name));
    columns.script.push(field(offset.script_name));
    columns.line.push(field(offset.line));
    columns.column.push(field(offset.column));
  });
  const finished = (column: Float64Column): Uint32Array => Uint32Array.from(column.finish());
  return {
    name: finished(columns.name),
    script: finished(columns.script),
    line: finished(columns.line),
    column: finished(columns.column),
  };
}

export interface RawTraces {
  readonly id: Uint32Array;
  readonly parent: Int32Array;
  readonly fn: Uint32Array;
  readonly count: Float64Array;
  readonly size: Float64Array;
}

/** One list of rows inside another; a row's last field is the list of those below it. */
interface Level {
  readonly parent: number;
  field: number;
  node: number;
}

export function readTraces(json: JsonReader, { traces: { width, offset } }: SnapshotMeta): RawTraces {
  const id = new Float64Column();
  const parent = new Int32Column();
  const fn = new Float64Column();
  const count = new Float64Column();
  const size = new Float64Column();
  const check = new UnsignedCheck();
  const levels: Level[] = [];
  const next = (value: number): void => {
    const level = levels.at(-1);
    if (level === undefined) return;
    if (level.field === 0) {
      level.node = parent.length;
      parent.push(level.parent);
      for (const column of [id, fn, count, size]) column.push(0);
    }
    const { node, field } = level;
    if (field === offset.id) id.rows[node] = check.take(value);
    else if (field === offset.function_info_index) fn.rows[node] = check.take(value);
    else if (field === offset.count) count.rows[node] = check.take(value);
    else if (field === offset.size) size.rows[node] = value >= 0 && isMeasured(value) ? value : 0;
    level.field = (field + 1) % width;
  };
  json.nested({
    open: () => {
      const above = levels.at(-1);
      levels.push({
        parent: above === undefined || above.field === 0 ? (above?.parent ?? -1) : above.node,
        field: 0,
        node: -1,
      });
    },
    number: next,
    close: () => {
      levels.pop();
      // The list was the last field of the row that it belongs to.
      const level = levels.at(-1);
      if (level !== undefined && level.field > 0) level.field = (level.field + 1) % width;
    },
  });
  return {
    id: Uint32Array.from(id.finish()),
    parent: parent.finish(),
    fn: Uint32Array.from(fn.finish()),
    count: count.finish(),
    size: size.finish(),
  };
}

/** Traces with their functions; unknown ones have the empty string, which is what `empty` is the index of. */
export function linkTraces(raw: RawTraces, functions: TraceFunctions, strings: number): AllocationTraces {
  const stringAt = (column: Uint32Array): Uint32Array =>
    raw.fn.map((fn) => {
      const index = column[fn] ?? strings;
      return index < strings ? index : strings;
    });
  const numberAt = (column: Uint32Array): Uint32Array => raw.fn.map((fn) => column[fn] ?? 0);
  return {
    id: raw.id,
    parent: raw.parent,
    count: raw.count,
    size: raw.size,
    functionName: stringAt(functions.name),
    scriptName: stringAt(functions.script),
    line: numberAt(functions.line),
    column: numberAt(functions.column),
  };
}

export function readSamples(json: JsonReader, { samples: { width, offset } }: SnapshotMeta): AllocationSamples {
  const time = new Float64Column();
  const lastId = new Float64Column();
  const check = new UnsignedCheck();
  readRows(json, width, (block, start) => {
    const at = block[start + offset.timestamp_us] ?? 0;
    time.push(at >= 0 && isMeasured(at) ? at : 0);
    lastId.push(check.take(block[start + offset.last_assigned_id]));
  });
  return { time: time.finish(), lastId: Uint32Array.from(lastId.finish()) };
}
