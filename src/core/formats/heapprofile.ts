import { HeatlineError } from '../model/heatlineError.ts';
import type { Profile } from '../model/profile.ts';
import type { Format, Input } from './format.ts';
import { openBuilder } from './heatlineExtension.ts';
import { arrayOf, headOf, isObject, numberOf, parseJsonObject, stringOf, type JsonObject } from './json.ts';
import { addTree, flatten, type V8Node } from './v8Tree.ts';
import { writeHeapprofile } from './writeHeapprofile.ts';

/**
 * V8's sampled allocations: `node --heap-prof`, DevTools. Weights are bytes. V8 says which function allocated, never which line.
 * https://chromedevtools.github.io/devtools-protocol/tot/HeapProfiler/#type-SamplingHeapProfile
 */
export const heapprofile: Format = {
  id: 'heapprofile',
  name: 'V8 heap sampling profile',
  extensions: ['.heapprofile'],
  accepts: (input) => input.name.endsWith('.heapprofile') || /"head"[^]*"selfSize"/.test(headOf(input)),
  read,
  write: writeHeapprofile,
};

function read(input: Input): Profile {
  const file = parseJsonObject(input);
  if (!isObject(file['head'])) {
    throw new HeatlineError(
      `${input.name} is not a V8 heap profile: it has no call tree.`,
      'Open a .heapprofile file.',
    );
  }
  const { builder, threads } = openBuilder(file, { format: 'heapprofile', tool: 'v8', unit: 'bytes' });
  const counts = sampleCounts(arrayOf(file['samples']));
  const nodes = flatten(file['head']);
  const sizes = new Map(nodes.map((node) => [node['id'], numberOf(node['selfSize'])]));
  for (const [id, { node }] of addTree(builder, nodes.map(nodeOf), threads)) {
    const size = sizes.get(id) ?? 0;
    if (node >= 0 && size > 0) builder.weigh(node, size, counts.get(id) ?? 1);
  }
  return builder.finish();
}

/** Lines and columns are 0-based in this format. */
function nodeOf(node: JsonObject): V8Node {
  const frame = isObject(node['callFrame']) ? node['callFrame'] : {};
  return {
    id: node['id'],
    children: arrayOf(node['children']).map((child) => (isObject(child) ? child['id'] : child)),
    name: stringOf(frame['functionName']),
    url: stringOf(frame['url']),
    line: numberOf(frame['lineNumber'], -1) + 1,
    column: numberOf(frame['columnNumber'], -1) + 1,
    hits: 0,
    ticks: [],
  };
}

function sampleCounts(samples: readonly unknown[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const sample of samples.filter(isObject)) {
    const id = numberOf(sample['nodeId']);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
