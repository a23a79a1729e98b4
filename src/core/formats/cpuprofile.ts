import { HeatlineError } from '../model/heatlineError.ts';
import type { Profile } from '../model/profile.ts';
import { addTree } from './addTree.ts';
import { isTrace } from './chromeTrace/chromeTrace.ts';
import type { Format, Input } from './format.ts';
import { openBuilder, readExact } from './heatlineExtension.ts';
import { headOf } from './json.ts';
import { isMeasured } from './isMeasured.ts';
import { readV8File } from './readV8File.ts';
import { addTimedSamples } from './v8Samples.ts';
import { writeCpuprofile } from './writeCpuprofile.ts';

/**
 * V8's CPU profile: node:inspector, `node --cpu-prof`, DevTools, js-debug.
 * https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile
 */
export const cpuprofile: Format = {
  id: 'cpuprofile',
  name: 'V8 CPU profile',
  extensions: ['.cpuprofile'],
  accepts: (input) => {
    const head = headOf(input);
    if (/"(typeId|selfSize)"/.test(head) || isTrace(head)) return false;
    return input.name.endsWith('.cpuprofile') || head.includes('"callFrame"');
  },
  read,
  write: (profile) => {
    if (profile.unit === 'microseconds') return writeCpuprofile(profile);
    throw new HeatlineError(
      'A .cpuprofile holds time, and this profile holds none.',
      'Write speedscope or collapsed stacks.',
    );
  },
  writesOnly: 'microseconds',
};

function read(input: Input): Profile {
  const { tree, samples, timeDeltas, startTime, endTime, heatline } = readV8File(input);
  if (tree.length === 0) {
    throw new HeatlineError(`${input.name} is not a V8 CPU profile: it has no call tree.`, 'Open a .cpuprofile file.');
  }
  const exact = readExact(heatline, 'cpuprofile');
  if (exact !== undefined) return exact;
  const origin = { format: 'cpuprofile', tool: 'v8', unit: 'microseconds' } as const;
  const { builder, threads, positions } = openBuilder(heatline, origin, {
    nodes: tree.length,
    lines: tree.length,
    samples: samples.length,
  });
  const added = addTree(builder, tree, threads, positions);
  const times = timesOf(timeDeltas.finish(), startTime);
  addTimedSamples(builder, tree, added, { ids: samples.finish(), times, startTime, endTime, positions });
  return builder.finish();
}

/** Deltas are µs since the sample before, the first since the start; a broken one leaves its own sample without a time. */
function timesOf(deltas: Float64Array, startTime: number): Float64Array {
  const times = new Float64Array(deltas.length).fill(NaN);
  let time = startTime;
  for (let sample = 0; sample < deltas.length; sample++) {
    const next = time + (deltas[sample] ?? NaN);
    if (isMeasured(next)) times[sample] = time = next;
  }
  return times;
}
