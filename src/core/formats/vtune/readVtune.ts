import { ProfileBuilder } from '../../model/builder.ts';
import { HeatlineError } from '../../model/heatlineError.ts';
import type { Profile, Unit } from '../../model/profile.ts';
import type { Input } from '../format.ts';
import { functionCategory } from '../functionCategory.ts';
import { isMeasured } from '../isMeasured.ts';
import { textLines } from '../textLines.ts';
import { csvFields, csvHeader } from './csvTable.ts';

interface WeightColumn {
  readonly index: number;
  readonly unit: Unit;
  /** What was counted, where it is not time. */
  readonly event?: string;
}

/** Threads are numbered in 16 bits. */
const mostThreads = 2 ** 16 - 1;

/** Time that a row has by itself, else a hardware event; undefined where a report has none of them. */
export function weightColumn(names: readonly string[]): WeightColumn | undefined {
  const timed = [
    'CPU Time:Self',
    'CPU Time',
    'CPU Time:Effective Time:Self',
    'CPU Time:Effective Time',
    'CPU Time:Total',
  ];
  const index = timed.map((name) => names.indexOf(name)).find((each) => each >= 0);
  if (index !== undefined) return { index, unit: 'microseconds' };
  const counted = names.findIndex((name) => /^Hardware Event Count:[^:]+(:Self)?$/.test(name));
  if (counted < 0) return undefined;
  const event = (names[counted] ?? '').replace(/^Hardware Event Count:|:Self$/g, '');
  return { index: counted, unit: 'events', event };
}

export function readVtune(input: Input): Profile {
  const lines = textLines(input);
  const header = csvHeader(String(lines.next().value ?? ''));
  const weight = header && weightColumn(header.names);
  if (header === undefined || weight === undefined) {
    throw new HeatlineError(
      `${input.name} is no report of VTune.`,
      'Write one with vtune -report hotspots -format csv.',
    );
  }
  if (header.names[weight.index] === 'CPU Time:Total') {
    throw new HeatlineError(
      `${input.name} has shares of the total only.`,
      'Write the report with -column="CPU Time:Self" too.',
    );
  }
  const { unit, event } = weight;
  const builder = new ProfileBuilder({ format: 'vtune', tool: 'vtune', unit, event });
  const rows = new Rows(builder, header.names, weight);
  for (const line of lines) if (line.trim() !== '') rows.add(csvFields(line, header.delimiter));
  if (rows.count === 0) {
    throw new HeatlineError(
      `${input.name} has no rows with time.`,
      'Write the report of a longer run, without a filter.',
    );
  }
  if (rows.broken > 0) builder.note('bad-data', `${rows.broken} rows have no sound name or weight and were left out.`);
  if (!rows.hasStacks)
    builder.note('no-callers', 'The report has no stacks, so that totals are self times: top-down reports have them.');
  return builder.finish();
}

/** The rows of a report, each a function, a line, or a function on a stack. */
class Rows {
  /** Rows with a weight. */
  count = 0;
  broken = 0;
  readonly hasStacks: boolean;
  private readonly builder: ProfileBuilder;
  private readonly weight: WeightColumn;
  private readonly column: (fields: readonly string[], ...names: readonly string[]) => string;
  private readonly threads = new Map<string, number>();
  /** The rows around the current one. */
  private readonly open: { readonly depth: number; readonly node: number }[] = [];

  constructor(builder: ProfileBuilder, names: readonly string[], weight: WeightColumn) {
    this.builder = builder;
    this.weight = weight;
    this.hasStacks = names.includes('Function Stack');
    const indices = new Map(names.map((name, index) => [name, index]));
    this.column = (fields, ...wanted) => {
      for (const name of wanted) {
        const value = fields[indices.get(name) ?? -1] ?? '';
        if (value !== '' && !/^\[Unknown\b/.test(value)) return value;
      }
      return '';
    };
  }

  add(fields: readonly string[]): void {
    const value = weightOf(fields[this.weight.index] ?? '', this.weight.unit);
    const stack = this.column(fields, 'Function Stack');
    const line = lineOf(this.column(fields, 'Source Line'));
    const file = this.column(fields, 'Source File Path', 'Source File', 'Module Path', 'Module');
    const name = this.column(fields, 'Function (Full)', 'Function') || stack.trim() || baseName(file);
    if (value === undefined || (name === '' && value > 0)) {
      this.broken++;
      return;
    }
    const node = this.node(fields, name, file, stack);
    if (node < 0 || value === 0) return;
    this.count++;
    // VTune tells the time, not how many samples it was of.
    this.builder.weigh(node, value, 0);
    this.builder.line(node, line, value);
  }

  private node(fields: readonly string[], name: string, file: string, stack: string): number {
    const depth = stack.length - stack.trimStart().length;
    while (this.open.length > 0 && (!this.hasStacks || (this.open.at(-1)?.depth ?? 0) >= depth)) this.open.pop();
    // The sum of all.
    const isSum = this.hasStacks && depth === 0 && stack === 'Total';
    const fn = { name, file, line: 0, column: 0, category: functionCategory(name, file) };
    const caller = this.open.at(-1)?.node ?? -1;
    const node = isSum ? -1 : this.builder.node(caller, this.builder.function(fn), this.thread(fields));
    this.open.push({ depth, node });
    return node;
  }

  private thread(fields: readonly string[]): number {
    const text = this.hasStacks ? '' : this.column(fields, 'Thread');
    let thread = this.threads.get(text);
    if (thread === undefined) {
      const [, name = text, tid = '0'] = /^(.*?) \(TID: (\d{1,10})\)$/.exec(text) ?? [];
      thread = this.threads.size < mostThreads ? this.builder.thread({ name, pid: 0, tid: Number(tid) }) : 0;
      this.threads.set(text, thread);
    }
    return thread;
  }
}

const microseconds: Readonly<Record<string, number>> = { '': 1e6, s: 1e6, ms: 1e3, us: 1, µs: 1, ns: 1e-3 };

/** Time is in seconds where no unit is told; an empty field is 0. Undefined for what is no weight. */
function weightOf(text: string, unit: Unit): number | undefined {
  const [, digits, suffix = ''] = /^(\d[\d,]*(?:\.\d*)?(?:[eE][-+]?\d{1,3})?)?\s*([a-zµ]*)$/.exec(text.trim()) ?? [];
  if (digits === undefined) return text.trim() === '' ? 0 : undefined;
  const scale = unit === 'microseconds' ? microseconds[suffix] : suffix === '' ? 1 : undefined;
  const value = Number(digits.replaceAll(',', '')) * (scale ?? NaN);
  return isMeasured(value) ? value : undefined;
}

function lineOf(text: string): number {
  return /^\d{1,8}$/.test(text) ? Number(text) : 0;
}

function baseName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}
