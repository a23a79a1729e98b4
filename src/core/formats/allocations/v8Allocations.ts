import type { ProfileBuilder } from '../../model/builder.ts';
import type { Heap } from '../../model/heap.ts';
import type { Profile } from '../../model/profile.ts';
import { formatBytes } from '../../text/formatBytes.ts';
import { addTree } from '../addTree.ts';
import { chooseEvent } from '../chooseEvent.ts';
import type { Format, Input, ReadChoice } from '../format.ts';
import { hasAllocationTraces, readHeapSnapshot } from '../heapsnapshot/heapsnapshot.ts';
import { openBuilder } from '../heatlineExtension.ts';
import { V8Tree } from '../v8Tree.ts';
import { liveObjects } from './liveObjects.ts';
import { lostStacks } from './lostStacks.ts';

/** What can be counted of each stack: bytes or objects, of all that it allocated or of what is left of that. */
const counted = [
  { event: 'allocated', unit: 'bytes' },
  { event: 'live', unit: 'bytes' },
  { event: 'allocations', unit: 'events' },
  { event: 'live-objects', unit: 'events' },
] as const;

/**
 * A heap snapshot that knows which calls allocated what, as a profile: DevTools' "Allocations on timeline", `node
 * --track-heap-objects`. V8 says which function allocated, never which line.
 * https://github.com/v8/v8/blob/main/src/profiler/allocation-tracker.cc
 */
export const v8Allocations: Format = {
  id: 'v8-allocations',
  name: 'V8 heap snapshot with allocation tracking',
  extensions: ['.heaptimeline'],
  accepts: hasAllocationTraces,
  read,
};

function read(input: Input, choice?: ReadChoice): Profile {
  const events = counted.map(({ event }) => event);
  const { event, unit } = counted[chooseEvent(input, events, choice)] ?? counted[0];
  const { heap, heatline } = readHeapSnapshot(input);
  const { builder } = openBuilder(heatline, { format: 'v8-allocations', tool: 'v8-allocations', unit, event, events });
  for (const { kind, message } of heap.notes) builder.note(kind, message);
  addAllocations(builder, heap, event);
  noteLostStacks(builder, heap);
  return builder.finish();
}

/** Some objects V8 makes outside of any call, a tenth of what a small program keeps: no more than that needs no word. */
const normalLoss = 0.25;

function noteLostStacks(builder: ProfileBuilder, heap: Heap): void {
  const { live, lost } = lostStacks(heap);
  if (lost <= normalLoss * live) return;
  builder.note(
    'lost-part',
    `Of ${formatBytes(live)} that were allocated meanwhile and live, V8 has lost the stacks of ${formatBytes(lost)}, as newer versions do with what they move: these are missing among what lives and its types.`,
  );
}

function addAllocations(builder: ProfileBuilder, heap: Heap, event: (typeof counted)[number]['event']): void {
  const { traces } = heap;
  const tree = treeOf(heap);
  const node = allocatingNodes(tree, traces.parent, addTree(builder, tree, new Map()).node);
  const isObjects = event === 'allocations' || event === 'live-objects';
  const live = new Float64Array(node.length);
  const outside = new Float64Array(node.length);
  for (const { trace, type, bytes, objects, isOutside } of liveObjects(heap)) {
    const weight = isObjects ? objects : bytes;
    const to = node[trace] ?? -1;
    if (to < 0 || weight === 0) continue;
    live[trace] = (live[trace] ?? 0) + weight;
    if (isOutside) outside[trace] = (outside[trace] ?? 0) + weight;
    builder.typed(to, type, weight, objects);
  }
  const allocated = isObjects ? traces.count : traces.size;
  const isLive = event === 'live' || event === 'live-objects';
  for (const [row, to] of node.entries()) {
    const lives = live[row] ?? 0;
    // V8 counts neither what is outside of its heap nor by how much an object has grown in its place.
    const weight = isLive ? lives : Math.max(lives, (allocated[row] ?? 0) + (outside[row] ?? 0));
    // Counted, not sampled.
    if (to >= 0 && weight > 0) builder.weigh(to, weight, 0);
  }
  if (outside.some((bytes) => bytes > 0) && event === 'allocated') {
    builder.note(
      'beside',
      'Of Buffers and the like that were collected, the memory outside of V8’s heap is not known: only that of those alive is in it.',
    );
  }
}

/** The node that each trace's memory is of: built-in functions, such as `Map.prototype.set`, allocate for their callers. */
function allocatingNodes({ frames }: V8Tree, parents: Int32Array, nodes: Int32Array): Int32Array {
  const allocating = nodes.slice();
  for (const [row, parent] of parents.entries()) {
    const { url = '', line = 0 } = frames[row] ?? {};
    const caller = allocating[parent] ?? -1;
    if (url === '' && line === 0 && caller >= 0) allocating[row] = caller;
  }
  return allocating;
}

function treeOf({ traces, strings }: Heap): V8Tree {
  const tree = new V8Tree();
  tree.frames = Array.from(traces.functionName, (name, row) => ({
    name: strings.text(name),
    url: strings.text(traces.scriptName[row] ?? 0),
    line: traces.line[row] ?? 0,
    column: traces.column[row] ?? 0,
  }));
  for (const [row, parent] of traces.parent.entries()) tree.node(row, row, 0, parent < 0 ? NaN : parent);
  return tree;
}
