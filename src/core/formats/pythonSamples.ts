import { at } from '../model/at.ts';
import { ProfileBuilder } from '../model/builder.ts';
import { noteKinds, type NoteKind } from '../model/note.ts';
import { pythonCategory } from '../model/pythonCategory.ts';
import type { Profile } from '../model/profile.ts';
import type { Format, Input } from './format.ts';
import { headOf } from './json.ts';
import { textLines } from './textLines.ts';

/** What Heatline's sampler of Python writes, and goes on writing while it is read: src/preload/python/recording.py. */
export const pythonSamples: Format = {
  id: 'python-samples',
  name: 'Samples of Python',
  extensions: ['.heatline-python'],
  accepts: (input) => headOf(input).startsWith('heatline-python 1 '),
  read,
};

/** As the profile's columns have room for. */
const mostThreads = 0xffff;
const mostLine = 2 ** 29;

interface Frame {
  readonly parent: number;
  readonly function: number;
  readonly line: number;
}

function read(input: Input): Profile {
  const samples = new SampleReader();
  let broken = 0;
  let isBroken = false;
  for (const line of textLines(input)) {
    // The last line may be half written.
    if (isBroken) broken++;
    isBroken = !samples.add(line);
  }
  return samples.finish(broken);
}

class SampleReader {
  private readonly builder = new ProfileBuilder({ format: 'python-samples', tool: 'python', unit: 'microseconds' });
  private readonly functions: number[] = [];
  private readonly frames: Frame[] = [];
  /** By thread: the profile's node of each frame. */
  private readonly threads: Map<number, number>[] = [];
  private readonly times: number[] = [];
  private count = 0;
  private lost = 0;

  /** Whether it makes sense. */
  add(line: string): boolean {
    const space = line.indexOf(' ');
    const rest = line.slice(space + 1);
    switch (line.slice(0, space)) {
      case 'heatline-python':
        return true;
      case 'thread':
        return this.addThread(fieldsOf(rest));
      case 'function':
        return this.addFunction(fieldsOf(rest));
      case 'note':
        return this.addNote(fieldsOf(rest));
      case 'node':
        return this.addFrame(numbersOf(rest));
      case 'sample':
        return this.addSample(numbersOf(rest));
      case 'lost': {
        const [, count = NaN] = numbersOf(rest);
        if (!(count > 0)) return false;
        this.lost += count;
        return true;
      }
      default:
        return false;
    }
  }

  finish(broken: number): Profile {
    if (broken > 0) this.builder.note('bad-data', `${broken} lines of the recording make no sense and were left out.`);
    // Few of each process are taken while its stack changes.
    if (this.lost > this.count / 20) {
      this.builder.note('lost-events', `${this.lost} samples could not be read from the memory of the program.`);
    }
    return this.builder.finish();
  }

  private addThread([pid, tid, command, version]: readonly unknown[]): boolean {
    if (!isNumber(pid) || !isNumber(tid) || typeof command !== 'string' || typeof version !== 'string') return false;
    if (this.threads.length >= mostThreads) return false;
    const name = pid === tid ? command : `Thread ${tid} of ${command}`;
    this.builder.thread({ name, pid, tid });
    this.threads.push(new Map());
    return true;
  }

  private addFunction([name, file, line]: readonly unknown[]): boolean {
    if (typeof name !== 'string' || typeof file !== 'string' || !isLine(line)) return false;
    this.functions.push(this.builder.function({ name, file, line, column: 0, category: pythonCategory(file) }));
    return true;
  }

  private addNote([kind, message]: readonly unknown[]): boolean {
    const known: readonly unknown[] = noteKinds;
    if (!known.includes(kind) || typeof message !== 'string') return false;
    this.builder.note(kind as NoteKind, message);
    return true;
  }

  private addFrame([parent = NaN, fn = NaN, line]: readonly number[]): boolean {
    if (!(parent >= -1 && parent < this.frames.length && fn >= 0 && fn < this.functions.length)) return false;
    if (!isLine(line)) return false;
    this.frames.push({ parent, function: fn, line });
    return true;
  }

  private addSample([thread = NaN, leaf = NaN, time = NaN, weight = NaN]: readonly number[]): boolean {
    const nodes = this.threads[thread];
    const frame = this.frames[leaf];
    if (nodes === undefined || frame === undefined || !(time >= 0 && weight >= 0)) return false;
    const node = this.nodeOf(thread, nodes, leaf);
    this.builder.weigh(node, weight, 1);
    this.builder.line(node, frame.line, weight);
    const last = Math.max(time, this.times[thread] ?? 0);
    this.times[thread] = last;
    this.builder.sample(node, weight, last);
    this.count++;
    return true;
  }

  /** The profile's node of a frame and, where they are new, of its callers. */
  private nodeOf(thread: number, nodes: Map<number, number>, leaf: number): number {
    const unknown: number[] = [];
    let known = leaf;
    while (known >= 0 && !nodes.has(known)) {
      unknown.push(known);
      known = at(this.frames, known).parent;
    }
    let node = nodes.get(known) ?? -1;
    for (const number of unknown.reverse()) {
      const { parent, function: fn } = at(this.frames, number);
      node = this.builder.node(node, at(this.functions, fn), thread, this.frames[parent]?.line);
      nodes.set(number, node);
    }
    return node;
  }
}

function fieldsOf(json: string): readonly unknown[] {
  try {
    const fields: unknown = JSON.parse(json);
    return Array.isArray(fields) ? fields : [];
  } catch {
    return [];
  }
}

/** Whole numbers that are exact; nothing of what is none. */
function numbersOf(text: string): readonly number[] {
  const numbers = text.split(' ').map(Number);
  return numbers.every((number) => Number.isSafeInteger(number)) ? numbers : [];
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isLine(value: unknown): value is number {
  return isNumber(value) && value <= mostLine;
}
