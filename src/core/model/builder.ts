import { categoryIndex, type Category } from './category.ts';
import { Float64Column, Int32Column } from './column.ts';
import { LineColumns } from './lineColumns.ts';
import type { MemoryError } from './memoryError.ts';
import { mergeTimelines } from './mergeTimelines.ts';
import { NodeColumns } from './nodeColumns.ts';
import type { Note, NoteKind } from './note.ts';
import { PairTable } from './pairTable.ts';
import type { AddressTable, CallTable, Module, Profile, Script, Thread, TierTable, Unit } from './profile.ts';
import type { Remark } from './remark.ts';
import { SampleColumns } from './sampleColumns.ts';
import { tierIndex, type Tier } from './tier.ts';
import type { Timeline } from './timeline.ts';
import { TypeTableBuilder } from './typeTableBuilder.ts';

export interface FunctionInput {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly category: Category;
}

/** What a profile says of itself before its first stack. */
export interface Origin {
  readonly format: string;
  readonly tool: string;
  readonly unit: Unit;
  readonly event?: string | undefined;
  readonly events?: readonly string[];
}

/** How many rows a builder has room for before it grows. */
export interface Room {
  readonly nodes?: number;
  readonly lines?: number;
  readonly samples?: number;
}

/** For a profile that is made from another. */
export function roomOf({ nodes, lines, samples }: Profile): Room {
  return { nodes: nodes.parent.length, lines: lines.node.length, samples: samples.node.length };
}

/**
 * Collects stacks in columns that grow and freezes them into a `Profile`. Equal functions become one, and so do
 * equal children of one node, whatever the input does.
 */
export class ProfileBuilder {
  private readonly functionIds = new Map<string, number>();
  private readonly names: string[] = [];
  private readonly files: string[] = [];
  private readonly functionLines = new Int32Column();
  private readonly columns = new Int32Column();
  private readonly functionCategories = new Int32Column();

  private readonly nodeIds: PairTable;
  private readonly nodes: NodeColumns;
  /** Functions called from a known position; those called from anywhere are their own frames. */
  private readonly frameIds = new PairTable();

  private readonly samples: SampleColumns;

  private readonly lineIds: PairTable;
  private readonly lines: LineColumns;
  /** Positions with a column; a line alone is its own number. */
  private readonly positionIds = new PairTable();

  private readonly pairIds = new PairTable();
  private readonly callIds = new PairTable();
  private readonly callers = new Int32Column();
  private readonly callees = new Int32Column();
  private readonly callLines = new Int32Column();

  private readonly tierIds = new PairTable();
  private readonly tierNodes = new Int32Column();
  private readonly tierIndices = new Int32Column();
  private readonly tierWeights = new Float64Column();

  private readonly addressFunctions = new Int32Column();
  private readonly addressModules = new Int32Column();
  private readonly addressOffsets = new Float64Column();
  private readonly modules: Module[] = [];

  private types: TypeTableBuilder | undefined;
  private memoryErrors: MemoryError[] | undefined;
  private readonly remarks = new Map<string, Remark>();
  private readonly timelines: Timeline[] = [];
  private readonly threads: Thread[] = [];
  private readonly scripts = new Map<string, Script>();
  private readonly notes = new Map<string, Note>();
  private readonly origin: Origin;

  constructor({ format, tool, unit, event, events = [] }: Origin, room: Room = {}) {
    this.nodeIds = new PairTable(room.nodes);
    this.nodes = new NodeColumns(room.nodes);
    this.lineIds = new PairTable(room.lines);
    this.lines = new LineColumns(room.lines);
    this.samples = new SampleColumns(room.samples);
    const choice = events.length > 0 ? { events } : {};
    this.origin = { format, tool, unit, ...(event === undefined ? {} : { event }), ...choice };
  }

  function(input: FunctionInput): number {
    const key = `${input.name}\0${input.file}\0${input.line}\0${input.column}`;
    let id = this.functionIds.get(key);
    if (id === undefined) {
      id = this.names.length;
      this.functionIds.set(key, id);
      this.names.push(input.name);
      this.files.push(input.file);
      this.functionLines.push(input.line);
      this.columns.push(input.column);
      this.functionCategories.push(categoryIndex[input.category]);
    }
    return id;
  }

  /** Machine code at a byte of a module. Its function has no other name than where it stands, until it is symbolised. */
  address(module: number, offset: number, category: Category): number {
    const name = `0x${(offset < 0 ? BigInt.asUintN(64, BigInt(offset)) : offset).toString(16)}`;
    const next = this.names.length;
    const fn = this.function({ name, file: this.modules[module]?.file ?? '', line: 0, column: 0, category });
    if (fn === next) {
      this.addressFunctions.push(fn);
      this.addressModules.push(module);
      this.addressOffsets.push(offset);
    }
    return fn;
  }

  /** Equal modules become one. */
  module(module: Module): number {
    const { file, buildId, anchor } = module;
    const known = this.modules.findIndex(
      (other) => other.file === file && other.buildId === buildId && other.anchor?.address === anchor?.address,
    );
    return known < 0 ? this.modules.push(module) - 1 : known;
  }

  thread(thread: Thread): number {
    return this.threads.push(thread) - 1;
  }

  /** The child of `parent` (-1: a root of `thread`) that runs `fn`, called from a position in the parent's file; 0 is unknown. */
  node(parent: number, fn: number, thread = 0, callLine = 0, callColumn = 0): number {
    const frame = callLine === 0 ? fn : this.frame(fn, callLine, callColumn);
    const next = this.nodes.length;
    // The roots of each thread have a parent of their own.
    const id = this.nodeIds.intern(parent < 0 ? -1 - thread : parent, frame, next);
    if (id === next) this.nodes.add(parent, fn, thread, callLine, callColumn);
    return id;
  }

  /** Says that the compiler put a node's code into its caller's. */
  markInlined(node: number): void {
    this.nodes.markInlined(node);
  }

  /** Self weight of a node, and the number of samples that it comes from. */
  weigh(node: number, weight: number, count: number): void {
    this.nodes.weigh(node, weight, count);
  }

  /** When a sample was taken; `weigh` says what it weighs. Samples of one thread come in time order. */
  sample(node: number, weight: number, time: number): void {
    this.samples.add(node, time, weight);
  }

  /** Puts a part of a node's self weight on a line; column 0 is unknown. */
  line(node: number, line: number, weight: number, column = 0): void {
    const next = this.lines.length;
    const id = this.lineIds.intern(node, column === 0 ? line : this.position(line, column), next);
    if (id === next) this.lines.add(node, line, column, weight);
    else this.lines.weigh(id, weight);
  }

  call(caller: number, callee: number, line: number): void {
    const next = this.callers.length;
    // A new pair takes the number of its first row.
    if (this.callIds.intern(this.pairIds.intern(caller, callee, next), line, next) !== next) return;
    this.callers.push(caller);
    this.callees.push(callee);
    this.callLines.push(line);
  }

  /** Says that a part of a node's self weight ran in this tier. */
  tier(node: number, tier: Tier, weight: number): void {
    const index = tierIndex[tier];
    const next = this.tierNodes.length;
    const id = this.tierIds.intern(node, index, next);
    if (id === next) {
      this.tierNodes.push(node);
      this.tierIndices.push(index);
      this.tierWeights.push(weight);
    } else this.tierWeights.add(id, weight);
  }

  /** Says that a part of a node's self weight is that of so many objects of a type. */
  typed(node: number, type: string, weight: number, count: number): void {
    this.types ??= new TypeTableBuilder();
    this.types.add(node, type, weight, count);
  }

  /** Equal remarks become one, with their counts added up. */
  remark(remark: Remark): void {
    const key = `${remark.kind}\0${remark.function}\0${remark.line}\0${remark.column}\0${remark.reason}`;
    const count = (this.remarks.get(key)?.count ?? 0) + remark.count;
    this.remarks.set(key, { ...remark, count });
  }

  /** Says that memory was checked, and what that found. */
  checkedMemory(errors: readonly MemoryError[] = []): void {
    this.memoryErrors = [...(this.memoryErrors ?? []), ...errors];
  }

  /** Those of parts, threads and processes become one. */
  timeline(timeline: Timeline): void {
    this.timelines.push(timeline);
  }

  script(script: Script): void {
    if (!this.scripts.has(script.file)) this.scripts.set(script.file, script);
  }

  note(kind: NoteKind, message: string): void {
    this.notes.set(`${kind}\0${message}`, { kind, message });
  }

  /** Self weight that no `line()` call placed stays on line 0. */
  finish(): Profile {
    this.placeRemainder();
    if (this.threads.length === 0) this.thread({ name: '', pid: 0, tid: 0 });
    return {
      ...this.origin,
      functions: {
        name: this.names,
        file: this.files,
        line: this.functionLines.finish(),
        column: this.columns.finish(),
        category: new Uint8Array(this.functionCategories.finish()),
      },
      nodes: this.nodes.finish(),
      samples: this.samples.finish(),
      lines: this.lines.finish(),
      calls: this.finishCalls(),
      tiers: this.finishTiers(),
      ...(this.types && { types: this.types.finish() }),
      remarks: [...this.remarks.values()],
      ...(this.memoryErrors && { memoryErrors: this.memoryErrors }),
      timeline: mergeTimelines(this.timelines),
      addresses: this.finishAddresses(),
      modules: this.modules,
      threads: this.threads,
      scripts: [...this.scripts.values()],
      notes: [...this.notes.values()],
    };
  }

  /** Below zero, where no function's own number is. */
  private frame(fn: number, callLine: number, callColumn: number): number {
    return -1 - this.frameIds.intern(this.position(callLine, callColumn), fn, this.frameIds.size);
  }

  /** Below zero, where no line is. */
  private position(line: number, column: number): number {
    return -1 - this.positionIds.intern(line, column, this.positionIds.size);
  }

  private placeRemainder(): void {
    const placed = this.lines.placed(this.nodes.length);
    for (let node = 0; node < placed.length; node++) {
      const self = this.nodes.selfOf(node);
      const rest = self - (placed[node] ?? 0);
      // Shares of a weight add up to it only within rounding.
      if (rest > self * 1e-9) this.line(node, 0, rest);
    }
  }

  private finishTiers(): TierTable {
    return {
      node: this.tierNodes.finishUnsigned(),
      tier: new Uint8Array(this.tierIndices.finish()),
      weight: this.tierWeights.finish(),
    };
  }

  private finishAddresses(): AddressTable {
    return {
      function: this.addressFunctions.finishUnsigned(),
      module: this.addressModules.finishUnsigned(),
      offset: this.addressOffsets.finish(),
    };
  }

  private finishCalls(): CallTable {
    return {
      caller: this.callers.finishUnsigned(),
      callee: this.callees.finishUnsigned(),
      line: this.callLines.finish(),
    };
  }
}
