import type { ProfileBuilder } from '../../model/builder.ts';
import type { Category } from '../../model/category.ts';
import type { Input } from '../format.ts';
import { codeOf, isAddress, type LogCode, type LogFunction } from './logCode.ts';
import { CodeMap } from './codeMap.ts';
import { asciiOf, fieldsOf, logLines, unescapeField, type LogLine } from './logLines.ts';
import { LogScript } from './logScript.ts';
import { LogStacks, type Frame, type Leaf } from './logStacks.ts';
import { PositionTable } from './positionTable.ts';
import { readMarker, type ThreadMarker } from './threadMarker.ts';

/** V8's `StateTag`: include/v8-unwinder.h. What the machine did when no function is on the stack. */
const states: readonly (readonly [name: string, category: Category])[] = [
  ['(program)', 'program'], // JS
  ['(garbage collector)', 'gc'],
  ['(program)', 'program'], // PARSER
  ['(program)', 'program'], // BYTECODE_COMPILER
  ['(program)', 'program'], // COMPILER
  ['(program)', 'program'], // OTHER
  ['(program)', 'program'], // EXTERNAL
  ['(idle)', 'idle'], // ATOMICS_WAIT
  ['(idle)', 'idle'],
  ['(program)', 'program'], // LOGGING, since V8 13
];
const program = ['(program)', 'program'] as const;
/** The profiler's own work, which is not the line's that ran into it. */
const logging = 9;
const microsecondsOfTick = 1000;

/** V8 asks for code that was only ready to be left: the code was not wrong. */
const noRemark = 'prepare for on stack replacement';

export interface Tick {
  readonly leaf: Leaf;
  readonly time: number;
  /** Whether the thread waited for events, since the tick before this one. */
  readonly isIdle: boolean;
}

/** Follows what the log says about the memory of the program, to know what stood there at each tick. */
export class LogReader {
  readonly ticks: Tick[] = [];
  /** What the thread said of itself, and the log's time of that. */
  marker: { readonly thread: ThreadMarker; readonly time: number } | undefined;
  /** µs between two ticks. */
  interval = microsecondsOfTick;
  /** Lines that make no sense. */
  broken = 0;
  private readonly input: Input;
  private readonly builder: ProfileBuilder;
  private readonly stacks: LogStacks;
  private readonly code = new CodeMap<LogCode>();
  private readonly functions = new Map<number, LogFunction>();
  private readonly scripts = new Map<string, LogScript>();

  constructor(input: Input, builder: ProfileBuilder) {
    this.input = input;
    this.builder = builder;
    this.stacks = new LogStacks(builder);
  }

  readAll(): void {
    for (const line of logLines(this.input)) {
      const isRight = this.read(line);
      if (!isRight) this.broken++;
    }
  }

  /** Whether the line could be read; lines of other events are passed over. */
  private read(line: LogLine): boolean {
    switch (line.event) {
      case 'tick':
        return this.tick(fieldsOf(line));
      case 'code-creation':
        return this.creation(fieldsOf(line));
      case 'code-source-info':
        return this.sourceInfo(fieldsOf(line));
      case 'script-source':
        return this.scriptSource(line);
      case 'code-move':
        return this.move(fieldsOf(line), (from, to) => {
          this.code.move(from, to);
        });
      case 'sfi-move':
        return this.move(fieldsOf(line), (from, to) => {
          const fn = this.functions.get(from);
          this.functions.delete(from);
          if (fn !== undefined) this.functions.set(to, fn);
        });
      case 'code-deopt':
        return this.deopt(fieldsOf(line));
      case 'profiler':
        return this.profiler(fieldsOf(line));
      default:
        return true;
    }
  }

  private creation(fields: readonly string[]): boolean {
    const code = codeOf(fields, (address, label) => {
      const known = this.functions.get(address);
      if (known?.label === label) return known;
      const fn: LogFunction = { label, script: undefined };
      this.functions.set(address, fn);
      return fn;
    });
    if (code !== undefined) this.code.add(code);
    const thread = fields[1] === 'Script' ? readMarker(fields[6] ?? '') : undefined;
    if (thread !== undefined) this.marker ??= { thread, time: Number(fields[3]) };
    return code !== undefined;
  }

  private sourceInfo([, address, script, , , table = '', inlinings = '', functions = '']: readonly string[]): boolean {
    const code = this.code.find(Number(address));
    if (code === undefined) return true;
    if (code.fn !== undefined) code.fn.script ??= this.scripts.get(script ?? '');
    code.table = new PositionTable(table, inlinings);
    code.inlined = functions
      .split('S')
      .slice(1)
      .map((each) => this.functions.get(Number(each)));
    return true;
  }

  /** `script-source,id,url,text` */
  private scriptSource({ bytes, start, end }: LogLine): boolean {
    const comma = 44;
    const url = bytes.indexOf(comma, bytes.indexOf(comma) + 1) + 1;
    const text = bytes.indexOf(comma, url) + 1;
    if (url === 0 || text === 0) return false;
    const [, id = '', name = ''] = asciiOf(bytes.subarray(0, text - 1)).split(',');
    this.scripts.set(id, new LogScript(this.input, unescapeField(name), start + text, end));
    return true;
  }

  private move(fields: readonly string[], apply: (from: number, to: number) => void): boolean {
    const [from, to] = [Number(fields[1]), Number(fields[2])];
    if (!isAddress(from) || !isAddress(to)) return false;
    apply(from, to);
    return true;
  }

  /** `code-deopt,time,size,code,inlining,offset,kind,position,reason`; the position has the inlining that the table has too. */
  private deopt(fields: readonly string[]): boolean {
    const reason = unescapeField(fields.at(-1) ?? '');
    const code = this.code.find(Number(fields[3]));
    const inlining = Number(fields[4]);
    if (fields.length < 9) return false;
    if (code?.fn === undefined || reason.startsWith(noRemark)) return true;
    const fn = code.inlined[code.table?.inlining(inlining)?.fn ?? -1] ?? code.fn;
    // What Node does to its own code is nobody's to mend.
    if (fn.script?.isOfProgram !== true) return true;
    this.builder.remark({ kind: 'deopt', ...this.stacks.place(fn, Number(fields[5])), reason, count: 1 });
    return true;
  }

  /** `profiler,begin,interval`, `profiler,end` */
  private profiler([, what, interval]: readonly string[]): boolean {
    if (what !== 'begin') return true;
    if (!(Number(interval) > 0)) return false;
    this.interval = Number(interval);
    return true;
  }

  /** `tick,pc,time,is external,address,state,frame…`: frames are addresses, or differences from the one before. */
  private tick(fields: readonly string[]): boolean {
    const pc = Number(fields[1]);
    const time = Number(fields[2]);
    if (!isAddress(pc) || !Number.isSafeInteger(time) || fields.length < 6) return false;
    const own = this.frame(pc);
    const frames: Frame[] = own?.code.fn === undefined ? [] : [own];
    let address = pc;
    for (const field of fields.slice(6)) {
      const value = Number.parseInt(field.replace(/^[+-]?0x/, ''), 16);
      // `overflow`: the sampler was late.
      if (Number.isNaN(value)) continue;
      address = field.startsWith('+') ? address + value : field.startsWith('-') ? address - value : value;
      const frame = this.frame(address);
      if (frame?.code.fn !== undefined) frames.push(frame);
    }
    // The interpreter writes down where it is only when it calls something.
    const isExact = own?.code.isBytecodeHandler !== true;
    const state = Number(fields[5]);
    const [name, category] = states[state] ?? program;
    const isOfProgram = frames.length > 0 && state !== logging;
    const leaf = isOfProgram ? this.stacks.add(frames, isExact) : this.stacks.addState(name, category);
    this.ticks.push({ leaf, time, isIdle: !isOfProgram && category === 'idle' });
    return true;
  }

  /**
   * A call returns to what is behind it, and a processor stops at what waits for the instruction before: in machine code it
   * is that instruction's position that counts, as for V8's own profiler.
   */
  private frame(address: number): Frame | undefined {
    const code = this.code.find(address) ?? this.code.find(address - 1);
    if (code === undefined) return undefined;
    const offset = address - code.start;
    return { code, offset: code.tier === 'interpreter' ? offset : Math.max(0, offset - 1) };
  }
}
