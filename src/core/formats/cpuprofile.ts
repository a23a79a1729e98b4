import { HeatlineError } from '../model/heatlineError.ts';
import type { Profile } from '../model/profile.ts';
import type { Format, Input } from './format.ts';
import { openBuilder } from './heatlineExtension.ts';
import { arrayOf, headOf, isObject, numberOf, parseJsonObject, stringOf, type JsonObject } from './json.ts';
import { addTimedSamples } from './v8Samples.ts';
import { addTree, type V8Node } from './v8Tree.ts';
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
    if (/"(typeId|selfSize)"/.test(head)) return false;
    return input.name.endsWith('.cpuprofile') || head.includes('"callFrame"');
  },
  read,
  write: writeCpuprofile,
  writesOnly: 'microseconds',
};

function read(input: Input): Profile {
  const file = parseJsonObject(input);
  const nodes = arrayOf(file['nodes']).filter(isObject);
  if (nodes.length === 0) {
    throw new HeatlineError(`${input.name} is not a V8 CPU profile: it has no call tree.`, 'Open a .cpuprofile file.');
  }
  const { builder, threads, positions } = openBuilder(file, { format: 'cpuprofile', tool: 'v8', unit: 'microseconds' });
  const startTime = numberOf(file['startTime']);
  addTimedSamples(builder, addTree(builder, nodes.map(nodeOf), threads, positions), {
    ids: arrayOf(file['samples']),
    times: timesOf(arrayOf(file['timeDeltas']), startTime),
    startTime,
    endTime: numberOf(file['endTime']),
  });
  return builder.finish();
}

/** Lines and columns of call frames are 0-based in this format, those of ticks 1-based. */
function nodeOf(node: JsonObject): V8Node {
  const frame = isObject(node['callFrame']) ? node['callFrame'] : {};
  return {
    id: node['id'],
    parent: node['parent'],
    children: arrayOf(node['children']),
    name: stringOf(frame['functionName']),
    url: stringOf(frame['url']),
    line: numberOf(frame['lineNumber'], -1) + 1,
    column: numberOf(frame['columnNumber'], -1) + 1,
    hits: numberOf(node['hitCount']),
    ticks: arrayOf(node['positionTicks'])
      .filter(isObject)
      .map((tick) => ({ line: numberOf(tick['line']), ticks: numberOf(tick['ticks']) })),
  };
}

/** Deltas are µs since the sample before, the first since the start; a broken one leaves its own sample without a time. */
function timesOf(deltas: readonly unknown[], startTime: number): number[] {
  let time = startTime;
  return deltas.map((delta) => {
    if (typeof delta !== 'number' || !Number.isFinite(delta)) return NaN;
    time += delta;
    return time;
  });
}
