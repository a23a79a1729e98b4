import { ProfileBuilder } from '../../model/builder.ts';
import type { Profile } from '../../model/profile.ts';
import type { Input } from '../format.ts';
import { textLines } from '../textLines.ts';
import type { Frame } from './frame.ts';
import { SampledThreads, sampledThread, type SampledThread } from './sampledThreads.ts';
import { readFrameLine, readSampleLine, readSourceLine, type FrameLine, type SampleLine } from './scriptLine.ts';
import { moduleCategory } from './codeModules.ts';

/** The samples of one event. */
interface EventSamples {
  readonly builder: ProfileBuilder;
  readonly samples: SampledThreads;
  readonly threads: Map<string, SampledThread>;
  readonly frames: Map<string, Frame>;
  readonly isTime: boolean;
}

interface ScriptFrame {
  /** The lines of the text that say all of it. */
  readonly key: string;
  readonly frame: FrameLine;
  file: string;
  line: number;
}

/** Reads the samples of each event, or of a chosen one, from the text's lines. */
export class ScriptReader {
  private readonly chosen: string | undefined;
  private readonly byEvent = new Map<string, EventSamples>();
  private readonly seen = new Set<string>();
  private current: SampleLine | undefined;
  /** Of the current sample, innermost first. */
  private stack: ScriptFrame[] = [];
  private broken = 0;

  constructor(chosen: string | undefined) {
    this.chosen = chosen;
  }

  get events(): readonly string[] {
    return [...this.seen];
  }

  readAll(input: Input): void {
    for (const line of textLines(input)) this.addLine(line);
    this.endSample();
  }

  /** Of the chosen event, else of the processor's time, else of the first event. */
  finish(): Profile | undefined {
    const all = [...this.byEvent.values()];
    const found = all.find(({ isTime }) => isTime) ?? all[0];
    if (found === undefined) return undefined;
    if (this.broken > 0)
      found.builder.note('bad-data', `${this.broken} lines are not what perf script writes and were left out.`);
    found.samples.finish();
    return { ...found.builder.finish(), events: this.events };
  }

  private addLine(line: string): void {
    if (line.startsWith('#')) return;
    if (line.trim() === '') {
      this.endSample();
      return;
    }
    const isIndented = line.startsWith('\t') || line.startsWith(' ');
    const frame = isIndented && this.current !== undefined ? readFrameLine(line) : undefined;
    if (frame !== undefined) this.stack.push({ key: line.trim(), frame, file: '', line: 0 });
    else if (!this.addSource(line)) this.beginSample(line);
  }

  private addSource(text: string): boolean {
    const last = this.stack.at(-1);
    if (last === undefined || !text.startsWith('  ')) return false;
    const source = readSourceLine(text);
    // Where there is no line, perf writes the module and the address.
    if (source === undefined) return /^ {2}(\S.*\[[0-9a-f]+\]|\?\?.*|:0)$/.test(text);
    last.file = source.file;
    last.line = source.line;
    return true;
  }

  private beginSample(line: string): void {
    this.endSample();
    this.current = readSampleLine(line);
    if (this.current === undefined) this.broken++;
    else if (this.current.frame !== undefined)
      this.stack.push({ key: line, frame: this.current.frame, file: '', line: 0 });
  }

  private endSample(): void {
    const { current, stack } = this;
    this.current = undefined;
    this.stack = [];
    if (current === undefined) return;
    this.seen.add(current.event);
    if (this.chosen !== undefined && this.chosen !== current.event) return;
    const event = this.samplesOf(current);
    const key = `${current.pid}/${current.tid}`;
    let thread = event.threads.get(key);
    if (thread === undefined) {
      thread = sampledThread(current.pid, current.tid, current.command);
      event.threads.set(key, thread);
    }
    thread.name = current.command;
    const period = current.period ?? 1;
    const frames = stack.length === 0 ? [noStack] : stack.reverse();
    event.samples.add(
      thread,
      frames.map((each) => frameOf(event, each)),
      event.isTime ? period / 1000 : period,
      current.time,
    );
  }

  /** A clock's periods are ns. */
  private samplesOf({ event, period }: SampleLine): EventSamples {
    const known = this.byEvent.get(event);
    if (known !== undefined) return known;
    const isTime = period !== undefined && /^(cpu|task)-clock(:|$)/.test(event);
    const unit = isTime ? 'microseconds' : period === undefined ? 'samples' : 'events';
    const builder = new ProfileBuilder({ format: 'perf-script', tool: 'perf', unit, event });
    const samples = new SampledThreads(builder, isTime);
    const added = { builder, samples, threads: new Map(), frames: new Map(), isTime };
    this.byEvent.set(event, added);
    return added;
  }
}

const unknown = '[unknown]';
const noStack: ScriptFrame = {
  key: '',
  frame: { symbol: unknown, module: unknown, isKernel: false, isInlined: false },
  file: '',
  line: 0,
};

function frameOf({ builder, frames }: EventSamples, { key, frame, file, line }: ScriptFrame): Frame {
  const id = `${key}\0${file}\0${line}`;
  let known = frames.get(id);
  if (known === undefined) {
    const category = frame.isKernel ? 'kernel' : moduleCategory(frame.module);
    const fn = builder.function({ name: frame.symbol, file: file || frame.module, line: 0, column: 0, category });
    known = { fn, line, column: 0, isInlined: frame.isInlined };
    frames.set(id, known);
  }
  return known;
}
