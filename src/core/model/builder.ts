import { at } from './at.ts';
import { categoryIndex, type Category } from './category.ts';
import type { Note, NoteKind } from './note.ts';
import type { CallTable, LineTable, Profile, SampleTable, Script, Thread, TierTable, Unit } from './profile.ts';
import type { Remark } from './remark.ts';
import { tiers, tierIndex, type Tier } from './tier.ts';

export interface FunctionInput {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly category: Category;
}

/** Fanouts of the numeric map keys below: more distinct functions than a profile can hold, and more functions called from somewhere. */
const functionLimit = 2 ** 22;
const frameLimit = 2 * functionLimit;
/** More lines than a file can have in practice, more positions with a column than a profile can hold, more columns in a line. */
const lineLimit = 2 ** 28;
const positionLimit = 2 * lineLimit;
const columnLimit = 2 ** 25;

/**
 * Collects stacks in plain arrays and freezes them into a `Profile`. Equal functions become one, and so do
 * equal children of one node, whatever the input does.
 */
export class ProfileBuilder {
  private readonly functionIds = new Map<string, number>();
  private readonly names: string[] = [];
  private readonly files: string[] = [];
  private readonly functionLines: number[] = [];
  private readonly columns: number[] = [];
  private readonly functionCategories: number[] = [];

  private readonly nodeIds = new Map<number, number>();
  private readonly parents: number[] = [];
  private readonly nodeFunctions: number[] = [];
  private readonly nodeThreads: number[] = [];
  private readonly nodeCallLines: number[] = [];
  private readonly nodeCallColumns: number[] = [];
  /** Functions called from a known position; those called from anywhere are their own frames. */
  private readonly frameIds = new Map<number, number>();
  private readonly self: number[] = [];
  private readonly counts: number[] = [];

  private readonly sampleNodes: number[] = [];
  private readonly sampleTimes: number[] = [];
  private readonly sampleWeights: number[] = [];

  private readonly lineIds = new Map<number, number>();
  private readonly lineNodes: number[] = [];
  private readonly lineNumbers: number[] = [];
  private readonly lineColumns: number[] = [];
  /** Positions with a column; a line alone is its own number. */
  private readonly positionIds = new Map<number, number>();
  private readonly lineWeights: number[] = [];

  private readonly callIds = new Set<string>();
  private readonly callers: number[] = [];
  private readonly callees: number[] = [];
  private readonly callLines: number[] = [];

  private readonly tierIds = new Map<number, number>();
  private readonly tierNodes: number[] = [];
  private readonly tierIndices: number[] = [];
  private readonly tierWeights: number[] = [];

  private readonly remarks = new Map<string, Remark>();
  private readonly threads: Thread[] = [];
  private readonly scripts = new Map<string, Script>();
  private readonly notes = new Map<string, Note>();
  private readonly origin: { readonly format: string; readonly tool: string; readonly unit: Unit };

  constructor(origin: { readonly format: string; readonly tool: string; readonly unit: Unit }) {
    this.origin = origin;
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

  thread(thread: Thread): number {
    return this.threads.push(thread) - 1;
  }

  /** The child of `parent` (-1: a root of `thread`) that runs `fn`, called from a position in the parent's file; 0 is unknown. */
  node(parent: number, fn: number, thread = 0, callLine = 0, callColumn = 0): number {
    const frame = callLine === 0 ? fn : this.frame(fn, callLine, callColumn);
    // Roots take the keys below zero, one block a thread.
    const key = parent < 0 ? -(thread + 1) * frameLimit + frame : parent * frameLimit + frame;
    let id = this.nodeIds.get(key);
    if (id === undefined) {
      id = this.parents.length;
      this.nodeIds.set(key, id);
      this.parents.push(parent);
      this.nodeFunctions.push(fn);
      this.nodeThreads.push(thread);
      this.nodeCallLines.push(callLine);
      this.nodeCallColumns.push(callColumn);
      this.self.push(0);
      this.counts.push(0);
    }
    return id;
  }

  /** Self weight of a node, and the number of samples that it comes from. */
  weigh(node: number, weight: number, count: number): void {
    this.self[node] = at(this.self, node) + weight;
    this.counts[node] = at(this.counts, node) + count;
  }

  /** When a sample was taken; `weigh` says what it weighs. Samples of one thread come in time order. */
  sample(node: number, weight: number, time: number): void {
    this.sampleNodes.push(node);
    this.sampleTimes.push(time);
    this.sampleWeights.push(weight);
  }

  /** Puts a part of a node's self weight on a line; column 0 is unknown. */
  line(node: number, line: number, weight: number, column = 0): void {
    const key = node * positionLimit + (column === 0 ? line : this.position(line, column));
    const id = this.lineIds.get(key);
    if (id === undefined) {
      this.lineIds.set(key, this.lineNodes.length);
      this.lineNodes.push(node);
      this.lineNumbers.push(line);
      this.lineColumns.push(column);
      this.lineWeights.push(weight);
    } else {
      this.lineWeights[id] = at(this.lineWeights, id) + weight;
    }
  }

  call(caller: number, callee: number, line: number): void {
    const key = `${caller},${callee},${line}`;
    if (this.callIds.has(key)) return;
    this.callIds.add(key);
    this.callers.push(caller);
    this.callees.push(callee);
    this.callLines.push(line);
  }

  /** Says that a part of a node's self weight ran in this tier. */
  tier(node: number, tier: Tier, weight: number): void {
    const index = tierIndex[tier];
    const key = node * tiers.length + index;
    const id = this.tierIds.get(key);
    if (id === undefined) {
      this.tierIds.set(key, this.tierNodes.length);
      this.tierNodes.push(node);
      this.tierIndices.push(index);
      this.tierWeights.push(weight);
    } else {
      this.tierWeights[id] = at(this.tierWeights, id) + weight;
    }
  }

  /** Equal remarks become one, with their counts added up. */
  remark(remark: Remark): void {
    const key = `${remark.kind}\0${remark.function}\0${remark.line}\0${remark.column}\0${remark.reason}`;
    const count = (this.remarks.get(key)?.count ?? 0) + remark.count;
    this.remarks.set(key, { ...remark, count });
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
        line: Int32Array.from(this.functionLines),
        column: Int32Array.from(this.columns),
        category: Uint8Array.from(this.functionCategories),
      },
      nodes: {
        parent: Int32Array.from(this.parents),
        function: Uint32Array.from(this.nodeFunctions),
        thread: Uint16Array.from(this.nodeThreads),
        callLine: Int32Array.from(this.nodeCallLines),
        callColumn: Int32Array.from(this.nodeCallColumns),
        self: Float64Array.from(this.self),
        count: Float64Array.from(this.counts),
      },
      samples: this.finishSamples(),
      lines: this.finishLines(),
      calls: this.finishCalls(),
      tiers: this.finishTiers(),
      remarks: [...this.remarks.values()],
      threads: this.threads,
      scripts: [...this.scripts.values()],
      notes: [...this.notes.values()],
    };
  }

  private frame(fn: number, callLine: number, callColumn: number): number {
    const key = this.position(callLine, callColumn) * functionLimit + fn;
    const id = this.frameIds.get(key) ?? functionLimit + this.frameIds.size;
    this.frameIds.set(key, id);
    return id;
  }

  private position(line: number, column: number): number {
    const key = line * columnLimit + column;
    const id = this.positionIds.get(key) ?? lineLimit + this.positionIds.size;
    this.positionIds.set(key, id);
    return id;
  }

  private placeRemainder(): void {
    const placed = new Float64Array(this.parents.length);
    for (let row = 0; row < this.lineNodes.length; row++) {
      const node = at(this.lineNodes, row);
      placed[node] = at(placed, node) + at(this.lineWeights, row);
    }
    for (let node = 0; node < placed.length; node++) {
      const self = at(this.self, node);
      const rest = self - at(placed, node);
      // Shares of a weight add up to it only within rounding.
      if (rest > self * 1e-9) this.line(node, 0, rest);
    }
  }

  private finishSamples(): SampleTable {
    return {
      node: Uint32Array.from(this.sampleNodes),
      time: Float64Array.from(this.sampleTimes),
      weight: Float64Array.from(this.sampleWeights),
    };
  }

  private finishLines(): LineTable {
    return {
      node: Uint32Array.from(this.lineNodes),
      line: Int32Array.from(this.lineNumbers),
      column: Int32Array.from(this.lineColumns),
      weight: Float64Array.from(this.lineWeights),
    };
  }

  private finishTiers(): TierTable {
    return {
      node: Uint32Array.from(this.tierNodes),
      tier: Uint8Array.from(this.tierIndices),
      weight: Float64Array.from(this.tierWeights),
    };
  }

  private finishCalls(): CallTable {
    return {
      caller: Uint32Array.from(this.callers),
      callee: Uint32Array.from(this.callees),
      line: Int32Array.from(this.callLines),
    };
  }
}
