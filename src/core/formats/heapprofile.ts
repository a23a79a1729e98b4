import { at } from '../model/at.ts';
import { HeatlineError } from '../model/heatlineError.ts';
import type { Profile } from '../model/profile.ts';
import { addTree } from './addTree.ts';
import { chooseEvent } from './chooseEvent.ts';
import type { Format, Input, ReadChoice } from './format.ts';
import { openBuilder, readExact } from './heatlineExtension.ts';
import { arrayOf, headOf, isObject, numberOf, parseJsonObject, stringOf, type JsonObject } from './json.ts';
import { flatten, treeOf, type V8Node } from './v8Tree.ts';
import { writeHeapprofile } from './writeHeapprofile.ts';

/**
 * V8's sampled allocations: `node --heap-prof`, DevTools. Weights are bytes. V8 says which function allocated, never which line.
 * https://chromedevtools.github.io/devtools-protocol/tot/HeapProfiler/#type-SamplingHeapProfile
 */
export const heapprofile: Format = {
  id: 'heapprofile',
  name: 'V8 heap sampling profile',
  extensions: ['.heapprofile'],
  accepts: (input) => (input.name.endsWith('.heapprofile') || hasAllocations(input)) && !isFromAddOn(input),
  read: (input, choice) => readAllocations(input, { format: 'heapprofile', tool: 'v8', firstLine: 0 }, choice),
  write: (profile) => writeHeapprofile(profile),
  writesOnly: 'bytes',
};

function hasAllocations(input: Input): boolean {
  return /"head"[^]*"selfSize"/.test(headOf(input));
}

/** V8 writes the ids of scripts as text. */
export function isFromAddOn(input: Input): boolean {
  return hasAllocations(input) && /"scriptId"\s*:\s*\d/.test(headOf(input));
}

interface AllocationFormat {
  readonly format: string;
  readonly tool: string;
  /** The number that the format has for a file's first line and column. */
  readonly firstLine: 0 | 1;
}

export function readAllocations(
  input: Input,
  { format, tool, firstLine }: AllocationFormat,
  choice?: ReadChoice,
): Profile {
  const file = parseJsonObject(input);
  if (!isObject(file['head'])) {
    throw new HeatlineError(
      `${input.name} is not a V8 heap profile: it has no call tree.`,
      'Open a .heapprofile file.',
    );
  }
  const exact = readExact(file['heatline'], format, (events) => chooseEvent(input, events, choice));
  if (exact !== undefined) return exact;
  const { builder, threads } = openBuilder(file['heatline'], { format, tool, unit: 'bytes' });
  const counts = sampleCounts(arrayOf(file['samples']));
  const nodes = flatten(file['head']);
  // Not every file has ids, and in a tree of nested nodes none are needed.
  const ids = new Map<unknown, number>(nodes.map((node, id) => [node, id]));
  const tree = treeOf(nodes.map((node, id) => nodeOf(node, { id, ids, toFirst: 1 - firstLine })));
  for (const [row, node] of addTree(builder, tree, threads).node.entries()) {
    const { selfSize, count, id: idInFile } = at(nodes, row);
    const size = numberOf(selfSize);
    // Heatline's recorder writes a count instead of the list of samples, which is most of a file.
    if (node >= 0 && size > 0) builder.weigh(node, size, counts.get(idInFile) ?? numberOf(count, 1));
  }
  const profile = builder.finish();
  if (profile.events !== undefined) chooseEvent(input, profile.events, choice);
  return profile;
}

interface Numbering {
  readonly id: number;
  readonly ids: ReadonlyMap<unknown, number>;
  /** What to add to a line or column to have them begin with 1. */
  readonly toFirst: number;
}

function nodeOf(node: JsonObject, { id, ids, toFirst }: Numbering): V8Node {
  const frame = isObject(node['callFrame']) ? node['callFrame'] : {};
  return {
    id,
    children: arrayOf(node['children']).map((child) => ids.get(child)),
    frame: {
      name: stringOf(frame['functionName']),
      url: stringOf(frame['url']),
      line: numberOf(frame['lineNumber'], -toFirst) + toFirst,
      column: numberOf(frame['columnNumber'], -toFirst) + toFirst,
    },
    hits: 0,
    ticks: [],
  };
}

function sampleCounts(samples: readonly unknown[]): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const { nodeId } of samples.filter(isObject)) counts.set(nodeId, (counts.get(nodeId) ?? 0) + 1);
  return counts;
}
