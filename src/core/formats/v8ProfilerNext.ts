import { HeatlineError } from '../model/heatlineError.ts';
import type { Profile } from '../model/profile.ts';
import { addTree } from './addTree.ts';
import type { Format, Input } from './format.ts';
import { arrayOf, headOf, isObject, numberOf, parseJsonObject, stringOf, type JsonObject } from './json.ts';
import { openBuilder } from './heatlineExtension.ts';
import { isMeasured } from './isMeasured.ts';
import { addTimedSamples } from './v8Samples.ts';
import { flatten, treeOf, type V8Node } from './v8Tree.ts';

/**
 * What `profile.export()` of v8-profiler-next writes. Unlike V8's own file, lines and columns are 1-based, urls are plain
 * paths and ticks are `lineTicks: [{ line, hitCount }]`.
 *
 *     generate type 0  head: nested nodes that are their own call frame; timestamps in µs, startTime in s
 *     generate type 1  nodes: a list with callFrame objects; timeDeltas and startTime in µs
 *
 * https://github.com/hyj1991/v8-profiler-next/blob/master/src/cpu_profiler/cpu_profile.cc
 */
export const v8ProfilerNext: Format = {
  id: 'v8-profiler-next',
  name: 'v8-profiler-next CPU profile',
  extensions: ['.cpuprofile', '.json'],
  accepts: (input) => /"typeId"\s*:\s*"CPU"/.test(headOf(input)),
  read,
};

function read(input: Input): Profile {
  const file = parseJsonObject(input);
  const nodes = (isObject(file['head']) ? flatten(file['head']) : arrayOf(file['nodes']).filter(isObject)).map(nodeOf);
  if (nodes.length === 0) {
    throw new HeatlineError(`${input.name} has no call tree.`, 'Export the profile after stopProfiling().');
  }
  const { builder, threads } = openBuilder(file['heatline'], {
    format: 'v8-profiler-next',
    tool: 'v8-profiler-next',
    unit: 'microseconds',
  });
  const tree = treeOf(nodes);
  const ids = arrayOf(file['samples']).map((id) => numberOf(id, NaN));
  addTimedSamples(builder, tree, addTree(builder, tree, threads), { ids, ...timesOf(file) });
  return builder.finish();
}

function nodeOf(node: JsonObject): V8Node {
  const frame = isObject(node['callFrame']) ? node['callFrame'] : node;
  return {
    id: node['id'],
    // Ids in the list, nodes in the nested form.
    children: arrayOf(node['children']).map((child) => (isObject(child) ? child['id'] : child)),
    frame: {
      name: stringOf(frame['functionName']),
      url: stringOf(frame['url']),
      line: numberOf(frame['lineNumber']),
      column: numberOf(frame['columnNumber']),
    },
    hits: numberOf(node['hitCount']),
    ticks: arrayOf(frame['lineTicks'])
      .filter(isObject)
      .map((tick) => ({ line: numberOf(tick['line']), ticks: numberOf(tick['hitCount']) })),
  };
}

function timesOf(file: JsonObject): { times: number[]; startTime: number; endTime: number } {
  const stamps = arrayOf(file['timestamps']);
  if (stamps.length > 0) {
    const times = stamps.map((stamp) => numberOf(stamp, NaN));
    const known = times.filter((time) => !Number.isNaN(time));
    // Whole seconds are too coarse to end the last sample with.
    return { times, startTime: known[0] ?? 0, endTime: known.at(-1) ?? 0 };
  }
  const startTime = numberOf(file['startTime']);
  let time = startTime;
  const times = arrayOf(file['timeDeltas']).map((delta) => {
    const next = time + numberOf(delta);
    return isMeasured(next) ? (time = next) : NaN;
  });
  return { times, startTime, endTime: numberOf(file['endTime']) };
}
