import { Profile as PprofFile, type Location, type Sample } from 'pprof-format';
import { at } from '../../model/at.ts';
import { ProfileBuilder } from '../../model/builder.ts';
import { HeatlineError } from '../../model/heatlineError.ts';
import type { Profile, Unit } from '../../model/profile.ts';
import { chooseEvent } from '../chooseEvent.ts';
import type { Input, ReadChoice } from '../format.ts';
import { LocationFrames } from './locationFrames.ts';
import { SampleThreads } from './sampleThreads.ts';
import { isSamples, valueTypeOf } from './valueType.ts';

export function readPprof(input: Input, choice?: ReadChoice): Profile {
  const file = decode(input);
  const { strings } = file.stringTable;
  const text = (index: number | bigint): string => strings[Number(index)] ?? '';
  const types = file.sampleType.map(({ type, unit }) => ({ name: text(type), ...valueTypeOf(text(type), text(unit)) }));
  const events = [...new Set(types.map(({ name }) => name))];
  if (types.length === 0) throw noProfile(input);
  const usual = types.findIndex(({ name }) => name === text(file.defaultSampleType));
  // As `go tool pprof` chooses, without a default the last one.
  const chosen = choice?.event === undefined ? -1 : chooseEvent(input, events, choice);
  const column =
    chosen >= 0 ? types.findIndex(({ name }) => name === events[chosen]) : usual >= 0 ? usual : types.length - 1;
  const { name: event, unit, scale } = at(types, column);
  const builder = new ProfileBuilder({
    format: 'pprof',
    tool: 'pprof',
    unit,
    ...(events.length > 1 || unit === 'events' ? { event } : {}),
    ...(events.length > 1 ? { events } : {}),
  });
  const threads = new SampleThreads(builder, text);
  const frames = new LocationFrames(builder, file, text);
  const counted = types.findIndex(({ name }) => isSamples(name));
  let broken = 0;
  for (const sample of file.sample) {
    const value = Number(sample.value[column] ?? 0);
    if (value === 0) continue;
    const count = counted < 0 || counted === column ? countOf[unit](value) : Number(sample.value[counted] ?? 0);
    const leaf =
      value > 0 && value < 2 ** 63 && count >= 0 ? frames.add(sample.locationId, threads.of(sample)) : undefined;
    if (leaf === undefined) {
      broken++;
      continue;
    }
    builder.weigh(leaf.node, value * scale, count);
    builder.line(leaf.node, leaf.line, value * scale);
  }
  if (broken > 0)
    builder.note('bad-data', `${broken} samples have no stack or a weight below zero: they were left out.`);
  return builder.finish();
}

function decode(
  input: Input,
): PprofFile & { readonly sample: readonly Sample[]; readonly location: readonly Location[] } {
  try {
    return PprofFile.decode(input.read(0, input.size));
  } catch (error) {
    throw noProfile(input, error);
  }
}

function noProfile({ name }: Input, cause?: unknown): HeatlineError {
  return new HeatlineError(
    `${name} is no whole pprof profile.`,
    'Record it again, and let the profiler finish writing.',
    cause,
  );
}

/** Of a value, where the file does not say: events without a number of samples were counted. */
const countOf: Readonly<Record<Unit, (value: number) => number>> = {
  microseconds: () => 1,
  bytes: () => 1,
  samples: (value) => value,
  events: () => 0,
};
