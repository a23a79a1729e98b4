import { HeatlineError } from '../../model/heatlineError.ts';
import { chooseEvent } from '../chooseEvent.ts';
import type { Input, ReadChoice } from '../format.ts';
import { isMeasured } from '../isMeasured.ts';
import { textLines } from '../textLines.ts';
import { CallGraph } from './callGraph.ts';

/** What a file of valgrind holds of one thread. */
export interface CostOfThread {
  readonly pid: number;
  readonly tid: number;
  readonly graph: CallGraph;
}

/**
 * Reads the cost files of callgrind and cachegrind, of which the latter have no calls.
 * https://valgrind.org/docs/manual/cl-format.html
 */
export class CostFile {
  readonly threads = new Map<string, CostOfThread>();
  events: readonly string[] = [];
  /** Index of the one that is read. */
  event = 0;
  command = '';
  /** Lines that could not be read. */
  broken = 0;
  /** Costs of all lines, and what the file says that they add up to. */
  sum = 0;
  total: number | undefined;

  private readonly input: Input;
  private readonly choice: ReadChoice | undefined;
  private readonly names: Readonly<Record<'ob' | 'fl' | 'fn', Map<string, string>>> = {
    ob: new Map(),
    fl: new Map(),
    fn: new Map(),
  };
  private pid = 0;
  private tid = 0;
  private graph = this.openThread();
  private hasAddress = false;
  private hasLine = true;
  private line = 0;
  private object = '';
  private file = '';
  /** The function that lines belong to, and the part of it that stands in the present file. */
  private whole = -1;
  private part = -1;
  private calleeObject: string | undefined;
  private calleeFile: string | undefined;
  private callee = -1;
  private callsNext = false;

  constructor(input: Input, choice?: ReadChoice) {
    this.input = input;
    this.choice = choice;
  }

  readAll(): void {
    for (const line of textLines(this.input)) this.read(line);
    if (this.events.length > 0) return;
    throw new HeatlineError(
      `${this.input.name} does not say which events it counts.`,
      'Record it again with valgrind.',
    );
  }

  private read(text: string): void {
    if (text === '' || text.startsWith('#')) return;
    if (/^[-+*\d]/.test(text)) {
      this.readCosts(text);
      return;
    }
    const [, key = '', separator, value = ''] = /^\s*(\w+)\s*([=:])\s*(.*)$/.exec(text) ?? [];
    if (separator === '=') this.readSpecification(key, value);
    else if (separator === ':') this.readHeader(key, value.trim());
    else this.broken++;
  }

  private readHeader(key: string, value: string): void {
    switch (key) {
      case 'cmd':
        this.command = value;
        break;
      case 'pid':
        this.pid = wholeOf(value);
        // A new part has no thread until it says so.
        this.tid = 0;
        break;
      case 'thread':
        this.tid = wholeOf(value);
        break;
      case 'positions':
        this.hasAddress = /\b(instr|addr)\b/.test(value);
        this.hasLine = /\bline\b/.test(value);
        break;
      case 'events':
        this.openPart(value.split(/\s+/).filter((name) => name !== ''));
        break;
      case 'totals':
        this.addTotal(value);
        break;
      case 'summary':
        // Of callgrind it stands before the costs, and `totals` after them; cachegrind only has it, at the end.
        if (this.sum > 0) this.addTotal(value);
        break;
    }
  }

  private openPart(events: readonly string[]): void {
    this.graph = this.openThread();
    this.whole = -1;
    this.part = -1;
    this.line = 0;
    if (this.events.length > 0) {
      this.event = Math.max(0, events.indexOf(this.events[this.event] ?? ''));
      return;
    }
    this.events = [...new Set(events)];
    this.event = chooseEvent(this.input, this.events, this.choice);
  }

  private openThread(): CallGraph {
    const key = `${this.pid} ${this.tid}`;
    let thread = this.threads.get(key);
    if (thread === undefined) {
      thread = { pid: this.pid, tid: this.tid, graph: new CallGraph() };
      this.threads.set(key, thread);
    }
    return thread.graph;
  }

  private addTotal(value: string): void {
    this.total = (this.total ?? 0) + this.costIn(value);
  }

  private readSpecification(key: string, value: string): void {
    switch (key) {
      case 'ob':
        this.object = this.named('ob', value);
        break;
      case 'fl':
        this.file = this.named('fl', value);
        break;
      case 'fi':
      case 'fe':
        this.file = this.named('fl', value);
        if (this.whole >= 0) this.part = this.graph.part(this.whole, this.file);
        break;
      case 'fn':
        this.whole = this.graph.vertex(this.object, this.file, this.named('fn', value));
        this.part = this.whole;
        break;
      case 'cob':
        this.calleeObject = this.named('ob', value);
        break;
      case 'cfi':
      case 'cfl':
        this.calleeFile = this.named('fl', value);
        break;
      case 'cfn': {
        const name = this.named('fn', value);
        this.callee = this.graph.vertex(this.calleeObject ?? this.object, this.calleeFile ?? this.file, name);
        this.calleeObject = undefined;
        this.calleeFile = undefined;
        break;
      }
      case 'calls':
        this.callsNext = true;
        break;
      case 'jfi':
        this.named('fl', value);
        break;
      case 'jfn':
        this.named('fn', value);
        break;
      case 'jump':
      case 'jcnd':
        break;
      default:
        this.broken++;
    }
  }

  /** `(3) name` gives a name a number, `(3)` is the name again. */
  private named(kind: 'ob' | 'fl' | 'fn', value: string): string {
    const [, id, given = ''] = /^\((\d+)\)\s*(.*)$/.exec(value) ?? [];
    let name = value;
    if (id !== undefined) {
      if (given !== '') this.names[kind].set(id, given);
      name = this.names[kind].get(id) ?? value;
    }
    return name === '???' && kind !== 'fn' ? '' : name;
  }

  private readCosts(text: string): void {
    const fields = text.trim().split(/\s+/);
    if (this.hasLine) this.line = this.lineIn(fields[this.hasAddress ? 1 : 0] ?? '');
    const positions = (this.hasAddress ? 1 : 0) + (this.hasLine ? 1 : 0);
    const cost = numberIn(fields[positions + this.event]);
    const isCall = this.callsNext;
    this.callsNext = false;
    if (cost === 0) return;
    if (this.part < 0 || (isCall && this.callee < 0) || Number.isNaN(cost) || Number.isNaN(this.line)) {
      this.broken++;
      if (Number.isNaN(this.line)) this.line = 0;
      return;
    }
    if (!isCall) {
      this.graph.addSelf(this.part, this.line, cost);
      this.sum += cost;
    } else if (this.callee !== this.part && this.callee !== this.whole) {
      this.graph.addEdge(this.part, this.callee, this.line, cost);
    } else return;
    if (this.part !== this.whole) this.graph.addEdge(this.whole, this.part, 0, cost, true);
  }

  /** As a number, or relative to the line before. */
  private lineIn(field: string): number {
    if (field === '*') return this.line;
    const line = /^[-+]/.test(field)
      ? this.line + numberIn(field.slice(1)) * (field.startsWith('-') ? -1 : 1)
      : numberIn(field);
    return line >= 0 && line < 2 ** 31 ? line : NaN;
  }

  private costIn(value: string): number {
    return numberIn(value.split(/\s+/)[this.event]) || 0;
  }
}

/** Costs at the end of a line that are zero may be left out; NaN when it is no number. */
function numberIn(field: string | undefined): number {
  if (field === undefined || field === '.') return 0;
  if (!/^(\d+|0x[\da-fA-F]+)$/.test(field)) return NaN;
  const value = Number(field);
  return isMeasured(value) ? value : NaN;
}

function wholeOf(value: string): number {
  return numberIn(value) || 0;
}
