import { ProfileBuilder } from '../model/builder.ts';
import { HeatlineError } from '../model/heatlineError.ts';
import { pathOf } from '../model/location.ts';
import type { Profile, Unit } from '../model/profile.ts';
import type { Input } from './format.ts';
import { functionCategory } from './functionCategory.ts';
import { arrayOf, isObject, numberOf, parseJsonObject, stringOf, type JsonObject } from './json.ts';

/** Units of speedscope, and what to multiply values by. */
const units: Readonly<Record<string, { readonly unit: Unit; readonly scale: number }>> = {
  nanoseconds: { unit: 'microseconds', scale: 1e-3 },
  microseconds: { unit: 'microseconds', scale: 1 },
  milliseconds: { unit: 'microseconds', scale: 1e3 },
  seconds: { unit: 'microseconds', scale: 1e6 },
  bytes: { unit: 'bytes', scale: 1 },
  none: { unit: 'samples', scale: 1 },
};

/** Reads the profiles of a file as threads. */
export function readSpeedscope(input: Input): Profile {
  const file = parseJsonObject(input);
  const profiles = arrayOf(file['profiles']).filter(isObject);
  const shared = isObject(file['shared']) ? file['shared'] : {};
  const active = profiles[numberOf(file['activeProfileIndex'])] ?? profiles[0];
  if (active === undefined) {
    throw new HeatlineError(`${input.name} holds no profile.`, 'Open a file that a profiler wrote.');
  }
  const { unit } = unitOf(active);
  const builder = new ProfileBuilder({ format: 'speedscope', tool: stringOf(file['exporter']) || 'speedscope', unit });
  const functions = arrayOf(shared['frames']).map((frame) => functionOf(builder, isObject(frame) ? frame : {}));
  // Threads are numbered in 16 bits.
  const alike = profiles.filter((each) => unitOf(each).unit === unit).slice(0, 2 ** 16 - 1);
  if (alike.length < profiles.length) {
    const message = `${profiles.length - alike.length} profiles of the file are in other units and were left out.`;
    builder.note('bad-data', message);
  }
  let broken = 0;
  for (const [index, profile] of alike.entries()) {
    const thread = builder.thread({ name: stringOf(profile['name']), pid: 0, tid: index });
    const stacks = new Stacks(builder, functions, thread, unitOf(profile).scale);
    if (profile['type'] === 'evented') stacks.readEvents(profile);
    else stacks.readSamples(profile);
    broken += stacks.broken;
  }
  if (broken > 0) builder.note('bad-data', `${broken} entries of the file are broken and were left out.`);
  return builder.finish();
}

function unitOf(profile: JsonObject): { readonly unit: Unit; readonly scale: number } {
  const name = stringOf(profile['unit']);
  return (Object.hasOwn(units, name) ? units[name] : undefined) ?? { unit: 'samples', scale: 1 };
}

function functionOf(builder: ProfileBuilder, frame: JsonObject): number {
  const name = stringOf(frame['name']) || '(anonymous)';
  const file = pathOf(stringOf(frame['file']));
  const [line, column] = [lineOf(frame['line']), lineOf(frame['col'])];
  return builder.function({ name, file, line, column, category: functionCategory(name, file) });
}

function lineOf(value: unknown): number {
  const line = numberOf(value);
  return line > 0 && line < 2 ** 31 ? Math.trunc(line) : 0;
}

class Stacks {
  broken = 0;
  private readonly builder: ProfileBuilder;
  private readonly functions: readonly number[];
  private readonly thread: number;
  private readonly scale: number;

  constructor(builder: ProfileBuilder, functions: readonly number[], thread: number, scale: number) {
    this.builder = builder;
    this.functions = functions;
    this.thread = thread;
    this.scale = scale;
  }

  /** Lists of frames, the outermost first, and what each weighs. */
  readSamples(profile: JsonObject): void {
    const weights = arrayOf(profile['weights']);
    let time = numberOf(profile['startValue']);
    for (const [index, sample] of arrayOf(profile['samples']).entries()) {
      const weight = numberOf(weights[index], weights.length === 0 ? 1 : NaN);
      const stack = arrayOf(sample).map((frame) => this.functions[numberOf(frame, -1)] ?? -1);
      // Nothing ran.
      const isEmpty = stack.length === 0;
      if (stack.includes(-1) || !(weight >= 0)) this.broken++;
      else if (!isEmpty && weight > 0) this.add(this.nodeOf(stack), weight, time);
      if (weight >= 0) time += weight;
    }
  }

  /** Frames that open and close. */
  readEvents(profile: JsonObject): void {
    const open: { readonly frame: number; readonly node: number }[] = [];
    let time = numberOf(profile['startValue']);
    const passTo = (next: number): void => {
      const top = open.at(-1);
      if (top !== undefined && next > time) this.add(top.node, next - time, time);
      time = next;
    };
    for (const event of arrayOf(profile['events'])) {
      const { type, frame, at: when } = isObject(event) ? event : {};
      const fn = this.functions[numberOf(frame, -1)];
      const next = numberOf(when, NaN);
      const closes = type === 'C' && open.at(-1)?.frame === frame;
      if (fn === undefined || !(next >= time) || (!closes && type !== 'O')) {
        this.broken++;
        continue;
      }
      passTo(next);
      if (closes) open.pop();
      else open.push({ frame: numberOf(frame), node: this.builder.node(open.at(-1)?.node ?? -1, fn, this.thread) });
    }
    if (open.length > 0) passTo(Math.max(time, numberOf(profile['endValue'])));
  }

  private nodeOf(stack: readonly number[]): number {
    let node = -1;
    for (const fn of stack) node = this.builder.node(node, fn, this.thread);
    return node;
  }

  private add(node: number, value: number, time: number): void {
    const weight = value * this.scale;
    this.builder.weigh(node, weight, 1);
    this.builder.sample(node, weight, time * this.scale);
  }
}
