import type { Note } from './note.ts';
import type { StringTable } from './stringTable.ts';

/**
 * What a heap holds at one moment, as a struct of arrays. It never changes once it is read.
 *
 *     nodes       0 (root)     firstEdge 0           an object, or what stands for one: a root, a string, code
 *                 1 Map        firstEdge 1           its edges are those from `firstEdge` up to that of the next node,
 *                 2 Session    firstEdge 2           for which `firstEdge` has one entry more than there are nodes
 *
 *     edges       0 sessions   target 1              what a node holds: a property, an element, a variable of a closure
 *                 1 [0]        target 2
 *
 *     locations   node 2, script 71, line 12         where the class of an object or the code of a closure stands
 *     traces      0 ─ main     parent -1             calls that allocated, of snapshots with allocation tracking;
 *                 1 └─ login   parent 0              a node names the one that allocated it
 *
 * Node 0 is the root that everything alive can be reached from. All numbers are checked: an edge leads to a node, a name to
 * a string.
 */
export interface Heap {
  readonly nodes: HeapNodes;
  readonly edges: HeapEdges;
  readonly locations: HeapLocations;
  /** Empty without allocation tracking. */
  readonly traces: AllocationTraces;
  /** Empty without allocation tracking. */
  readonly samples: AllocationSamples;
  /** What `HeapNodes.type` counts: `nodeTypes`, and after them those of this file that we do not know. */
  readonly nodeTypes: readonly string[];
  /** What `HeapEdges.type` counts, in the same way. */
  readonly edgeTypes: readonly string[];
  readonly strings: StringTable;
  readonly notes: readonly Note[];
}

/** https://github.com/v8/v8/blob/main/include/v8-profiler.h, `HeapGraphNode::Type` */
export const nodeTypes = [
  'hidden',
  'array',
  'string',
  'object',
  'code',
  'closure',
  'regexp',
  'number',
  'native',
  'synthetic',
  'concatenated string',
  'sliced string',
  'symbol',
  'bigint',
  'object shape',
  'wasm object',
] as const;

/** https://github.com/v8/v8/blob/main/include/v8-profiler.h, `HeapGraphEdge::Type` */
export const edgeTypes = ['context', 'element', 'property', 'internal', 'hidden', 'shortcut', 'weak'] as const;

export type NodeType = (typeof nodeTypes)[number];
export type EdgeType = (typeof edgeTypes)[number];

/** Numbers of the types, for loops over columns. */
export const nodeTypeIndex = indexOf(nodeTypes);
export const edgeTypeIndex = indexOf(edgeTypes);

function indexOf<T extends string>(names: readonly T[]): Readonly<Record<T, number>> {
  return Object.fromEntries(names.map((name, index) => [name, index])) as Record<T, number>;
}

export interface HeapNodes {
  /** Index into `Heap.nodeTypes`. */
  readonly type: Uint8Array;
  /** Index into the strings: the name of a class or function, the text of a string. */
  readonly name: Uint32Array;
  /** The same in every snapshot of one process, as long as the object lives. */
  readonly id: Uint32Array;
  /** Bytes of the object itself. */
  readonly selfSize: Float64Array;
  /** One entry more than there are nodes. */
  readonly firstEdge: Uint32Array;
  /** The `AllocationTraces.id` of the calls that allocated it; 0 when it is not known. */
  readonly trace: Uint32Array;
  /** Whether a part of a web page hangs in it: 0 unknown, 1 attached, 2 detached. */
  readonly detachedness: Uint8Array;
}

export interface HeapEdges {
  /** Index into `Heap.edgeTypes`. */
  readonly type: Uint8Array;
  /** Of elements and hidden edges a number, of all others an index into the strings. */
  readonly name: Uint32Array;
  /** The node that it leads to. */
  readonly target: Uint32Array;
}

/** Sorted by node, one row a node at most. */
export interface HeapLocations {
  readonly node: Uint32Array;
  readonly script: Uint32Array;
  /** 1-based. */
  readonly line: Uint32Array;
  /** 1-based. */
  readonly column: Uint32Array;
}

/** A tree of calls; a parent comes before its children. */
export interface AllocationTraces {
  readonly id: Uint32Array;
  /** -1 at the bottom of a stack. */
  readonly parent: Int32Array;
  /** What was allocated in all, whether it lives or not. */
  readonly count: Float64Array;
  /** Bytes. */
  readonly size: Float64Array;
  /** Indices into the strings. */
  readonly functionName: Uint32Array;
  readonly scriptName: Uint32Array;
  /** 1-based position of the function; 0 when it is not known. */
  readonly line: Uint32Array;
  readonly column: Uint32Array;
}

/** Which objects existed when: an id is below `lastId` of the first sample after its allocation. */
export interface AllocationSamples {
  /** µs since tracking began. */
  readonly time: Float64Array;
  readonly lastId: Uint32Array;
}
