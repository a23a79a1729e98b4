import type { MemoryError } from './memoryError.ts';
import type { Note } from './note.ts';
import type { Remark } from './remark.ts';
import type { Timeline } from './timeline.ts';
import type { TypeTable } from './typeTable.ts';

/** What the weights of a profile are counted in. */
export type Unit = 'microseconds' | 'bytes' | 'samples' | 'events';

/**
 * Weights on call stacks, as a struct of arrays. It never changes after `ProfileBuilder.finish()`.
 *
 *     functions   0 main   1 parse   2 draw          name, file, line, column, category
 *
 *     nodes       0 ─ main          parent -1        the call tree; a parent comes before its children,
 *                 1 ├─ parse        parent 0         so that every pass over it is a loop
 *                 2 └─ draw         parent 0
 *
 *     samples     node 1, 1, 2, 1 … at time t        in time order within a thread; empty when the format has no times
 *
 *     lines       node 1, line 12, 3 ms              the self weight of each node, split by source line
 *     calls       caller 0, callee 1, line 7         where in its caller a callee may be called, as far as its text tells
 *     tiers       node 1, turbofan, 3 ms             the self weight of each node, split by what ran it
 *     types       node 1, Map, 3 MB              what lives of the memory that each node allocated, split by type of object
 *     remarks     deopt in parse, line 12            what the runtime said about places in the code
 *     memoryErrors  leak at node 2, line 12          what a checker of memory found
 *     timeline    memory, processor, pauses …   what was measured beside the stacks, on the samples' clock
 *     addresses   function 3, offset 0x1140 of app   native code that no name is known for yet: see `Symbolizer`
 *
 * Recorders that know the column of a position give it too, and then the line is the one that ran. `mapProfile` needs the
 * columns to find the original lines, and leaves them out.
 */
export interface Profile {
  /** Id of the format it was read from, e.g. `cpuprofile`. */
  readonly format: string;
  /** What measured it, e.g. `v8`. */
  readonly tool: string;
  readonly unit: Unit;
  /** What was counted, where `unit` is `events`: e.g. `Ir`. */
  readonly event?: string | undefined;
  /** All that the file counted, when there is a choice: what `ReadChoice.event` takes. */
  readonly events?: readonly string[];
  readonly functions: FunctionTable;
  readonly nodes: NodeTable;
  readonly samples: SampleTable;
  readonly lines: LineTable;
  readonly calls: CallTable;
  /** Empty when the format does not say. */
  readonly tiers: TierTable;
  /** Absent where nobody tells types apart. */
  readonly types?: TypeTable;
  /** Empty when the format does not say. */
  readonly remarks: readonly Remark[];
  /** Absent where nobody checked. */
  readonly memoryErrors?: readonly MemoryError[];
  /** Empty where nothing but stacks was measured. */
  readonly timeline: Timeline;
  /** Empty once native code has names. */
  readonly addresses: AddressTable;
  readonly modules: readonly Module[];
  readonly threads: readonly Thread[];
  readonly scripts: readonly Script[];
  readonly notes: readonly Note[];
}

/** Distinct functions. */
export interface FunctionTable {
  /** As the runtime or the source map names it; `(anonymous)` when it has no name. */
  readonly name: readonly string[];
  /** Absolute path, URL or `node:` id; empty where the function has no file. */
  readonly file: readonly string[];
  /** 1-based position of the function's start; 0 when unknown. */
  readonly line: Int32Array;
  readonly column: Int32Array;
  /** Index into `categories`. */
  readonly category: Uint8Array;
}

/** The call tree. Each node belongs to one thread. */
export interface NodeTable {
  /** Index of the caller's node, -1 at the bottom of a stack. Always smaller than the node's own index. */
  readonly parent: Int32Array;
  readonly function: Uint32Array;
  readonly thread: Uint16Array;
  /** 1-based position in the caller's file from which the node was called; 0 when it is not known. Part of a node's identity. */
  readonly callLine: Int32Array;
  readonly callColumn: Int32Array;
  /** 1 where the compiler put the node's code into its caller's, 0 where it was called or nobody says. */
  readonly inlined: Uint8Array;
  /** Weight of what ran in this node itself. */
  readonly self: Float64Array;
  /** Number of the samples that saw it; a fraction where it is a part of the samples of the node it was inlined into. */
  readonly count: Float64Array;
}

/** Weights add up to that of all nodes. */
export interface SampleTable {
  /** The leaf; where V8 inlined code, the node that it was inlined into, as V8 does not tell their samples apart. */
  readonly node: Uint32Array;
  /** Start, µs on the machine's monotonic clock (only differences mean anything). */
  readonly time: Float64Array;
  readonly weight: Float64Array;
}

/** Rows whose weights add up, node by node, to `nodes.self`. */
export interface LineTable {
  readonly node: Uint32Array;
  /** 1-based line in the file of the node's function; 0 when the line is not known. */
  readonly line: Int32Array;
  /** 1-based; 0 when it is not known. */
  readonly column: Int32Array;
  readonly weight: Float64Array;
}

/** Several rows for one pair of functions: the callee may be called from any of these lines. */
export interface CallTable {
  readonly caller: Uint32Array;
  readonly callee: Uint32Array;
  /** 1-based line in the caller's file. */
  readonly line: Int32Array;
}

/** How the runtime ran a node; rows add up to no more than `nodes.self`. */
export interface TierTable {
  readonly node: Uint32Array;
  /** Index into `tiers`. */
  readonly tier: Uint8Array;
  readonly weight: Float64Array;
}

/**
 * Functions that stand for one instruction each. A caller's is the one that called, not the one it returns to: whoever reads
 * return addresses takes one off.
 */
export interface AddressTable {
  readonly function: Uint32Array;
  /** Index into `modules`. */
  readonly module: Uint32Array;
  /** Byte in the module's file; in the kernel, the address as a signed 64-bit number, which a double holds exactly. */
  readonly offset: Float64Array;
}

/** A file with machine code that was mapped into a process. */
export interface Module {
  /** Absolute path; `[kernel.kallsyms]` is the kernel, `[vdso]` and the like what it maps into every process. */
  readonly file: string;
  /** Lower-case hex digits of its GNU build id or the like; empty when it is not known. */
  readonly buildId: string;
  /** Of a kernel: one of its symbols, and where it stood, as each boot may move it. */
  readonly anchor?: { readonly symbol: string; readonly address: number };
}

/** A thread of a process, each with its own call tree. */
export interface Thread {
  /** What a person calls it: the script it runs, or its process' command. */
  readonly name: string;
  /** 0 when the format does not say. */
  readonly pid: number;
  /** 0 is the main thread. */
  readonly tid: number;
}

/** What was known about a script inside the process that ran it, for positions that no file on disk explains. */
export interface Script {
  /** As in `FunctionTable.file` of the recorded profile. */
  readonly file: string;
  /** The text that ran; absent when the file on disk is that text. */
  readonly source?: string;
  /** URL of its source map: a `data:` URL, or relative to the script. */
  readonly sourceMapUrl?: string;
}
