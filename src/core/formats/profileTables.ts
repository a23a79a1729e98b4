import { ProfileBuilder } from '../model/builder.ts';
import { categoryIndex, categoryName } from '../model/category.ts';
import { checkProfile } from '../model/checkProfile.ts';
import { noteKinds } from '../model/note.ts';
import type { MemoryError } from '../model/memoryError.ts';
import { memoryErrorKinds, memoryRoles } from '../model/memoryError.ts';
import type { Profile, Script, Unit } from '../model/profile.ts';
import { tierName } from '../model/tier.ts';
import type { Timeline } from '../model/timeline.ts';
import { arrayOf, isObject, numberOf, stringOf, wholeOf, type JsonObject } from './json.ts';

/**
 * The tables of a profile that V8's format would lose too much of, under its key `heatline`: what was inlined, whose code a
 * function is, weights that are no time between samples. They have the names and the columns of `Profile`.
 */
export function writeTables(profile: Profile): JsonObject {
  const { unit, event, functions, nodes, samples, lines, calls, tiers, types, threads, memoryErrors } = profile;
  const table = (columns: object): JsonObject =>
    Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [name, Array.from(column as ArrayLike<unknown>)]),
    );
  return {
    unit,
    ...(event === undefined ? {} : { event }),
    functions: table(functions),
    nodes: table(nodes),
    samples: table(samples),
    lines: table(lines),
    calls: table(calls),
    tiers: table(tiers),
    ...(types && { types: table(types) }),
    threads,
    ...(memoryErrors && { memoryErrors }),
  };
}

/** What stands in the file beside the tables. */
export interface TablesOrigin {
  readonly format: string;
  readonly tool: string;
  readonly events?: readonly string[];
  readonly notes: readonly unknown[];
  readonly scripts: readonly Script[];
  readonly timeline: Timeline;
}

/** The profile of the tables; nothing when they do not hold a sound one. */
export function readTables(
  tables: unknown,
  { format, tool, events = [], notes, scripts, timeline }: TablesOrigin,
): Profile | undefined {
  if (!isObject(tables)) return undefined;
  const { event } = tables;
  const unit = units.find((known) => known === tables['unit']);
  if (unit === undefined) return undefined;
  const builder = new ProfileBuilder({ format, tool, unit, events, ...(typeof event === 'string' && { event }) });
  builder.timeline(timeline);
  for (const script of scripts) builder.script(script);
  for (const note of notes.filter(isObject)) {
    const kind = noteKinds.find((known) => known === note['kind']);
    if (kind !== undefined) builder.note(kind, stringOf(note['message']));
  }
  for (const thread of arrayOf(tables['threads']).filter(isObject))
    builder.thread({ name: stringOf(thread['name']), pid: numberOf(thread['pid']), tid: numberOf(thread['tid']) });
  const ids = addFunctions(builder, columnsOf(tables['functions']));
  const nodes = addNodes(builder, columnsOf(tables['nodes']), ids);
  addRows(builder, tables, ids, nodes);
  if (Array.isArray(tables['memoryErrors']))
    builder.checkedMemory(tables['memoryErrors'].filter(isObject).map((error) => readMemoryError(error, nodes)));
  const profile = builder.finish();
  return checkProfile(profile).length === 0 ? profile : undefined;
}

const units: readonly Unit[] = ['microseconds', 'bytes', 'samples', 'events'];

/** A table's columns by name; those that are missing are empty. */
type Columns = (name: string) => readonly unknown[];

function columnsOf(table: unknown): Columns {
  return (name) => (isObject(table) ? arrayOf(table[name]) : []);
}

function addFunctions(builder: ProfileBuilder, columns: Columns): number[] {
  const [name, file, line, column, category] = ['name', 'file', 'line', 'column', 'category'].map(columns);
  return (name ?? []).map((text, row) =>
    builder.function({
      name: stringOf(text),
      file: stringOf(file?.[row]),
      line: wholeOf(line?.[row]),
      column: wholeOf(column?.[row]),
      category: categoryName(numberOf(category?.[row], categoryIndex.native)),
    }),
  );
}

function addNodes(builder: ProfileBuilder, columns: Columns, functions: readonly number[]): number[] {
  const names = ['parent', 'thread', 'callLine', 'callColumn', 'inlined', 'self', 'count'];
  const [parent, thread, callLine, callColumn, inlined, self, count] = names.map(columns);
  const nodes: number[] = [];
  for (const [row, fn] of columns('function').entries()) {
    const caller = numberOf(parent?.[row], -1);
    const node = builder.node(
      // Of those before it, so that the tree stays one.
      nodes[caller] ?? -1,
      functions[numberOf(fn)] ?? 0,
      wholeOf(thread?.[row]),
      wholeOf(callLine?.[row]),
      wholeOf(callColumn?.[row]),
    );
    if (inlined?.[row] === 1) builder.markInlined(node);
    builder.weigh(node, numberOf(self?.[row]), numberOf(count?.[row]));
    nodes.push(node);
  }
  return nodes;
}

function addRows(builder: ProfileBuilder, tables: JsonObject, functions: readonly number[], nodes: readonly number[]) {
  const samples = columnsOf(tables['samples']);
  const lines = columnsOf(tables['lines']);
  const calls = columnsOf(tables['calls']);
  const tiers = columnsOf(tables['tiers']);
  const [time, sampled] = [samples('time'), samples('weight')];
  for (const [row, value] of samples('node').entries()) {
    const node = nodes[numberOf(value, -1)];
    if (node !== undefined) builder.sample(node, numberOf(sampled[row]), numberOf(time[row]));
  }
  const [line, column, weight] = [lines('line'), lines('column'), lines('weight')];
  for (const [row, value] of lines('node').entries()) {
    const node = nodes[numberOf(value, -1)];
    if (node !== undefined) builder.line(node, wholeOf(line[row]), numberOf(weight[row]), wholeOf(column[row]));
  }
  const [tier, ran] = [tiers('tier'), tiers('weight')];
  for (const [row, value] of tiers('node').entries()) {
    const node = nodes[numberOf(value, -1)];
    if (node !== undefined) builder.tier(node, tierName(numberOf(tier[row])), numberOf(ran[row]));
  }
  const types = columnsOf(tables['types']);
  const [names, type, typed, objects] = [types('names'), types('type'), types('weight'), types('count')];
  for (const [row, value] of types('node').entries()) {
    const node = nodes[numberOf(value, -1)];
    const name = names[numberOf(type[row], -1)];
    if (node !== undefined && typeof name === 'string')
      builder.typed(node, name, numberOf(typed[row]), numberOf(objects[row]));
  }
  const [callee, calledFrom] = [calls('callee'), calls('line')];
  for (const [row, value] of calls('caller').entries()) {
    const [from, to] = [functions[numberOf(value, -1)], functions[numberOf(callee[row], -1)]];
    if (from !== undefined && to !== undefined) builder.call(from, to, wholeOf(calledFrom[row]));
  }
}

function readMemoryError(error: JsonObject, nodes: readonly number[]): MemoryError {
  const stacks = arrayOf(error['stacks']).filter(isObject);
  return {
    kind: memoryErrorKinds.find((kind) => kind === error['kind']) ?? 'other',
    message: stringOf(error['message']),
    bytes: Math.max(0, numberOf(error['bytes'])),
    blocks: Math.max(0, numberOf(error['blocks'])),
    stacks: stacks.flatMap(({ role, node, line }) => {
      const known = nodes[numberOf(node, -1)];
      const roleOf = memoryRoles.find((each) => each === role) ?? 'error';
      return known === undefined ? [] : [{ role: roleOf, node: known, line: wholeOf(line) }];
    }),
  };
}
