import { at } from '../model/at.ts';
import { PairTable } from '../model/pairTable.ts';
import type { Profile } from '../model/profile.ts';
import { depthFirst } from './depthFirst.ts';
import { busySelf, nodeTotals } from './nodeTotals.ts';

/** The weight of one source line, in the profile's unit. */
export interface LineTime {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** The function that holds most of the line's weight. */
  readonly function: number;
  /** Weight of the samples that ended on this line, and of `unplaced`. */
  readonly self: number;
  /** Weight of the samples that had this line on the stack, each counted once. */
  readonly total: number;
  /** Whether a part of `total` rests on matching callees to call sites by name rather than on recorded positions. */
  readonly estimated: boolean;
  /** The part of `self` that ran in this function but on no known line; it stands on the function's first line. */
  readonly unplaced: number;
  /** Samples that ended on this line. */
  readonly count: number;
}

/** Every line with weight, the largest self first. Idle time has no share in it. */
export function lineTimes(profile: Profile): LineTime[] {
  const { nodes } = profile;
  const sums = new LineSums(profile);
  const callLines = linesOfCalls(profile, sums);
  const busy = busySelf(profile);
  const totals = nodeTotals(profile, busy);
  const rowsOfNode = rowsByNode(profile);
  const none: readonly number[] = [];
  const edge = (node: number): readonly number[] => {
    const parent = at(nodes.parent, node);
    if (parent < 0) return none;
    const caller = at(nodes.function, parent);
    const line = at(nodes.callLine, node);
    if (line > 0) return sums.callLine(caller, line);
    return callLines.get(callKey(profile, caller, at(nodes.function, node))) ?? none;
  };
  depthFirst(
    nodes,
    (node) => {
      const lines = edge(node);
      sums.pass(lines, at(totals, node), at(nodes.callLine, node) === 0);
      sums.open(lines);
      if (at(busy, node) > 0) for (const row of rowsOfNode.get(node) ?? none) sums.leaf(row);
    },
    (node) => {
      sums.close(edge(node));
    },
  );
  return sums.finish();
}

/** Lines by number, their weights, and which of them are on the stack that the walk stands on. */
class LineSums {
  /** Of files and their lines. */
  private readonly ids = new PairTable();
  /** Files by number, for each function. */
  private readonly fileOf: Int32Array;
  private readonly places: { readonly file: string; readonly line: number }[] = [];
  private readonly self: number[] = [];
  private readonly total: number[] = [];
  private readonly unplaced: number[] = [];
  private readonly count: number[] = [];
  private readonly estimated: boolean[] = [];
  private readonly active: number[] = [];
  private readonly weightOfFunction: Map<number, number>[] = [];
  private readonly profile: Profile;

  constructor(profile: Profile) {
    this.profile = profile;
    const numbers = new Map<string, number>();
    this.fileOf = Int32Array.from(profile.functions.file, (file) => {
      const number = numbers.get(file) ?? numbers.size;
      numbers.set(file, number);
      return number;
    });
  }

  /** The id of a line of a function's file; -1 where there is no line to show. */
  id(fn: number, line: number): number {
    const file = at(this.profile.functions.file, fn);
    if (file === '' || line <= 0) return -1;
    const next = this.places.length;
    const id = this.ids.intern(at(this.fileOf, fn), line, next);
    if (id === next) {
      this.places.push({ file, line });
      for (const column of [this.self, this.total, this.unplaced, this.count, this.active]) column.push(0);
      this.estimated.push(false);
      this.weightOfFunction.push(new Map());
    }
    return id;
  }

  /** The line that a node was called from, as the only one of a list. */
  callLine(caller: number, line: number): readonly number[] {
    const id = this.id(caller, line);
    if (id < 0) return [];
    this.caller(id, caller);
    return [id];
  }

  /** Weight of a callee that one of these lines called: each takes its share. */
  pass(ids: readonly number[], weight: number, estimated: boolean): void {
    if (weight === 0) return;
    for (const id of ids) {
      if (at(this.active, id) === 0) this.add(this.total, id, weight / ids.length);
      if (estimated) this.estimated[id] = true;
    }
  }

  open(ids: readonly number[]): void {
    for (const id of ids) this.add(this.active, id, 1);
  }

  close(ids: readonly number[]): void {
    for (const id of ids) this.add(this.active, id, -1);
  }

  /** A row of `profile.lines`: weight that ended here. */
  leaf(row: number): void {
    const { lines, nodes, functions } = this.profile;
    const node = at(lines.node, row);
    const fn = at(nodes.function, node);
    const line = at(lines.line, row);
    const id = this.id(fn, line > 0 ? line : at(functions.line, fn));
    if (id < 0) return;
    const weight = at(lines.weight, row);
    this.add(this.self, id, weight);
    if (at(this.active, id) === 0) this.add(this.total, id, weight);
    if (line === 0) this.add(this.unplaced, id, weight);
    this.add(this.count, id, (weight / at(nodes.self, node)) * at(nodes.count, node));
    const functionsHere = at(this.weightOfFunction, id);
    functionsHere.set(fn, (functionsHere.get(fn) ?? 0) + weight);
  }

  caller(id: number, fn: number): void {
    const functionsHere = at(this.weightOfFunction, id);
    if (!functionsHere.has(fn)) functionsHere.set(fn, 0);
  }

  finish(): LineTime[] {
    const times = this.places.map(({ file, line }, id) => ({
      file,
      line,
      function: heaviest(at(this.weightOfFunction, id)),
      self: at(this.self, id),
      // A share of an estimate may hide a part of the line's own weight below recursion.
      total: Math.max(at(this.total, id), at(this.self, id)),
      estimated: at(this.estimated, id),
      unplaced: at(this.unplaced, id),
      count: at(this.count, id),
    }));
    return times.filter((time) => time.total > 0).sort((a, b) => b.self - a.self || b.total - a.total);
  }

  private add(column: number[], id: number, weight: number): void {
    column[id] = at(column, id) + weight;
  }
}

function heaviest(weights: ReadonlyMap<number, number>): number {
  let best = -1;
  let most = -1;
  for (const [fn, weight] of weights) {
    if (weight > most) [best, most] = [fn, weight];
  }
  return best;
}

function callKey({ functions }: Profile, caller: number, callee: number): number {
  return caller * functions.name.length + callee;
}

function linesOfCalls(profile: Profile, sums: LineSums): Map<number, number[]> {
  const { calls } = profile;
  const linesByCall = new Map<number, number[]>();
  for (const [row, caller] of calls.caller.entries()) {
    const id = sums.id(caller, at(calls.line, row));
    if (id < 0) continue;
    sums.caller(id, caller);
    const key = callKey(profile, caller, at(calls.callee, row));
    const known = linesByCall.get(key);
    if (known === undefined) linesByCall.set(key, [id]);
    else known.push(id);
  }
  return linesByCall;
}

function rowsByNode({ lines }: Profile): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  for (const [row, node] of lines.node.entries()) {
    const known = rows.get(node);
    if (known === undefined) rows.set(node, [row]);
    else known.push(row);
  }
  return rows;
}
