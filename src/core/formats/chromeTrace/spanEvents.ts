import { Float64Column, Int32Column } from '../../model/column.ts';
import { isMeasured } from '../isMeasured.ts';
import type { TraceEvent } from './traceFile.ts';

const letter = (text: string): number => text.charCodeAt(0);

/** Kinds of events that make spans on a thread's stack. */
export const phase = { begin: letter('B'), end: letter('E'), complete: letter('X') } as const;

/** Spans that are on no stack: they begin on one thread and may end on another. */
const asyncBegins = new Set(['b', 'S'].map(letter));

/** Spans of threads, as columns. */
export class SpanEvents {
  readonly ts = new Float64Column();
  readonly dur = new Float64Column();
  readonly phases = new Int32Column();
  /** Index into `labels`. */
  readonly label = new Int32Column();
  /** Index into `threads`. */
  readonly thread = new Int32Column();
  readonly labels: string[] = [];
  readonly threads: { readonly pid: number; readonly tid: number }[] = [];
  asyncSpans = 0;
  broken = 0;
  private readonly labelIds = new Map<string, number>();
  private readonly threadIds = new Map<string, number>();

  get length(): number {
    return this.ts.length;
  }

  add({ name, detail, phase: kind, ts, dur, pid, tid }: TraceEvent): void {
    if (asyncBegins.has(kind)) this.asyncSpans++;
    if (kind !== phase.begin && kind !== phase.end && kind !== phase.complete) return;
    if (!isMeasured(ts) || (kind === phase.complete && !(dur >= 0 && isMeasured(ts + dur)))) {
      this.broken++;
      return;
    }
    const label = detail === '' ? name : `${name} ${detail}`;
    this.ts.push(ts);
    this.dur.push(dur);
    this.phases.push(kind);
    this.label.push(intern(this.labelIds, label, () => this.labels.push(label)));
    this.thread.push(intern(this.threadIds, `${pid}/${tid}`, () => this.threads.push({ pid, tid })));
  }
}

function intern(ids: Map<string, number>, key: string, add: () => number): number {
  let id = ids.get(key);
  if (id === undefined) {
    id = add() - 1;
    ids.set(key, id);
  }
  return id;
}
