import { at } from '../../model/at.ts';
import { ProfileBuilder } from '../../model/builder.ts';
import type { Profile } from '../../model/profile.ts';
import { functionCategory } from '../functionCategory.ts';
import { parseLabel } from '../stackLabels.ts';
import { phase, type SpanEvents } from './spanEvents.ts';
import type { TraceFile } from './traceFile.ts';

/** Threads are numbered in 16 bits. */
const mostThreads = 2 ** 16 - 1;
/** Writers round times to whole µs: less is no overlap. */
const rounding = 1;

/** The spans of all threads as stacks, each as long as it lasted; nothing when there are none. */
export function spanProfile(file: TraceFile): Profile | undefined {
  const { spans } = file;
  if (spans.length === 0) return undefined;
  const builder = new ProfileBuilder({ format: 'chrome-trace', tool: 'chrome-trace', unit: 'microseconds' });
  const functions = spans.labels.map((label) => functionOf(builder, label));
  let broken = spans.broken;
  for (const [index, rows] of rowsOfThreads(spans).entries()) {
    const { pid, tid } = at(spans.threads, index);
    const stack = new SpanStack(builder, functions, builder.thread(file.threadOf(pid, tid)));
    stack.addAll(spans, rows);
    broken += stack.broken;
  }
  if (broken > 0) {
    builder.note(
      'bad-data',
      `${broken} spans have no time, no beginning or no end, or overlap without one being in the other: what does not fit was cut off or left out.`,
    );
  }
  if (spans.asyncSpans > 0)
    builder.note('bad-data', `${spans.asyncSpans} asynchronous spans are on no thread's stack and were left out.`);
  return builder.finish();
}

/** Names may tell a place too: viztracer writes `parse (/src/parse.py:12)`. */
function functionOf(builder: ProfileBuilder, label: string): number {
  const { name, file, line } = parseLabel(label);
  return builder.function({
    name: name || '(anonymous)',
    file,
    line,
    column: 0,
    category: functionCategory(name, file),
  });
}

/** The events of each thread in order of time; of spans that begin at once, the longer one is around the others. */
function rowsOfThreads({ threads, thread, ts, dur, length }: SpanEvents): number[][] {
  const rows = threads.slice(0, mostThreads).map((): number[] => []);
  for (let row = 0; row < length; row++) rows[thread.rows[row] ?? 0]?.push(row);
  const time = (row: number): number => ts.rows[row] ?? 0;
  const duration = (row: number): number => dur.rows[row] ?? NaN;
  for (const each of rows) each.sort((a, b) => time(a) - time(b) || duration(b) - duration(a) || 0);
  return rows;
}

interface OpenSpan {
  readonly node: number;
  /** Infinity where another event ends it. */
  readonly end: number;
}

/** What is open on a thread at a time. */
class SpanStack {
  broken = 0;
  private readonly open: OpenSpan[] = [];
  private time = -Infinity;
  private readonly builder: ProfileBuilder;
  private readonly functions: readonly number[];
  private readonly thread: number;

  constructor(builder: ProfileBuilder, functions: readonly number[], thread: number) {
    this.builder = builder;
    this.functions = functions;
    this.thread = thread;
  }

  addAll({ ts, dur, phases, label }: SpanEvents, rows: readonly number[]): void {
    for (const row of rows) {
      const time = ts.rows[row] ?? 0;
      this.closeUpTo(time);
      const kind = phases.rows[row];
      if (kind === phase.end) this.closeBegun();
      else this.begin(label.rows[row] ?? 0, kind === phase.complete ? time + (dur.rows[row] ?? 0) : Infinity);
    }
    const begun = this.open.filter(({ end }) => end === Infinity).length;
    this.broken += begun;
    this.closeUpTo(this.open.reduce((last, { end }) => (end === Infinity ? last : Math.max(last, end)), this.time));
  }

  private begin(label: number, end: number): void {
    const caller = this.open.at(-1);
    const most = caller?.end ?? Infinity;
    if (end !== Infinity && end > most + rounding) this.broken++;
    const node = this.builder.node(caller?.node ?? -1, at(this.functions, label), this.thread);
    this.open.push({ node, end: Math.min(end, end === Infinity ? Infinity : most) });
  }

  /** Ends the innermost span that waits for it. */
  private closeBegun(): void {
    let index = this.open.length - 1;
    while (index >= 0 && this.open[index]?.end !== Infinity) index--;
    if (index < 0) this.broken++;
    else {
      this.broken += this.open.length - 1 - index;
      this.open.length = index;
      // What is around it should have ended before.
      if ((this.open.at(-1)?.end ?? Infinity) < this.time - rounding) this.broken++;
    }
  }

  /** Lets time pass, and spans end that have an end. */
  private closeUpTo(time: number): void {
    for (let top = this.open.at(-1); top !== undefined && top.end <= time; top = this.open.at(-1)) {
      this.pass(top.node, top.end);
      this.open.pop();
    }
    const top = this.open.at(-1);
    if (top !== undefined) this.pass(top.node, time);
    this.time = Math.max(this.time, time);
  }

  private pass(node: number, time: number): void {
    const weight = time - this.time;
    if (!(weight > 0)) return;
    // Measured, not sampled.
    this.builder.weigh(node, weight, 0);
    this.builder.sample(node, weight, this.time);
    this.time = time;
  }
}
