import { at } from './at.ts';
import type { FunctionInput, ProfileBuilder } from './builder.ts';
import { categoryName } from './category.ts';
import type { Profile } from './profile.ts';
import type { Remark } from './remark.ts';
import { tierName } from './tier.ts';

/** What `appendProfile` may change on the way; each part defaults to a plain copy. Functions are the builder's. */
export interface Rewrite {
  readonly fn?: (fn: number) => number;
  /** Functions of the profile to leave out, with all that they called. */
  readonly leaveOut?: (fn: number) => boolean;
  /** The node above it that a node becomes a part of, with its weight, samples and callees; -1 for none. */
  readonly partOf?: (node: number) => number;
  /** What was inlined into a node's function, outermost first; the last gets what the node has: weight, samples, callees. */
  readonly within?: (node: number) => readonly InlinedCall[];
  /** Where a node of the profile that has a caller is called: on which line, and of which function inlined into the caller. */
  readonly call?: (node: number) => InlinedLine;
  /** Where the weight of a row of `profile.lines` goes: to which line, and of which function inlined into the row's node. */
  readonly line?: (row: number) => InlinedLine;
  readonly remark?: (remark: Remark) => Remark;
  /** The line that a memory error names in a node, which may have no row of `profile.lines`. */
  readonly errorLine?: (node: number, line: number) => number;
}

/** A line, and the functions inlined into the one that was recorded, outermost first, to the last of which it belongs. */
export interface InlinedLine {
  readonly inlined: readonly number[];
  /** 0 when it is not known. */
  readonly line: number;
  /** Absent when it is not known. */
  readonly column?: number;
}

/** A function inlined into the one around it, in place of a call on a line of that; 0 when it is not known. */
export interface InlinedCall {
  readonly fn: number;
  readonly callLine: number;
}

const leftOut = -2;

/** Adds all of a profile's stacks, samples, lines and its timeline to a builder, each thread to the builder's thread `threads[i]`. */
export function appendProfile(
  builder: ProfileBuilder,
  profile: Profile,
  threads: readonly number[],
  rewrite: Rewrite = {},
): void {
  const { nodes, samples, lines, calls, tiers, types, remarks } = profile;
  const fnOf = rewrite.fn ?? copyFunctions(builder, profile);
  const leaveOut = rewrite.leaveOut ?? (() => false);
  const added = new Int32Array(nodes.parent.length).fill(leftOut);
  const within = rewrite.within ?? (() => []);
  const partOf = rewrite.partOf ?? (() => -1);
  const add = (caller: number, node: number, line: number, column: number): void => {
    const thread = at(threads, at(nodes.thread, node));
    let id = builder.node(caller, fnOf(at(nodes.function, node)), thread, line, column);
    if (at(nodes.inlined, node) === 1) builder.markInlined(id);
    for (const { fn, callLine } of within(node)) {
      id = builder.node(id, fn, thread, callLine);
      builder.markInlined(id);
    }
    added[node] = id;
  };
  for (const [node, parent] of nodes.parent.entries()) {
    const fn = at(nodes.function, node);
    if (leaveOut(fn) || (parent >= 0 && at(added, parent) === leftOut)) continue;
    const whole = partOf(node);
    if (whole >= 0) {
      added[node] = at(added, whole);
      continue;
    }
    const thread = at(threads, at(nodes.thread, node));
    let caller = parent < 0 ? -1 : at(added, parent);
    if (rewrite.call === undefined || parent < 0) {
      add(caller, node, at(nodes.callLine, node), at(nodes.callColumn, node));
      continue;
    }
    const { inlined, line, column = 0 } = rewrite.call(node);
    for (const between of inlined) {
      caller = builder.node(caller, between, thread);
      builder.markInlined(caller);
    }
    add(caller, node, line, column);
  }
  for (const [row, node] of samples.node.entries()) {
    if (at(added, node) !== leftOut) builder.sample(at(added, node), at(samples.weight, row), at(samples.time, row));
  }
  for (const [row, node] of lines.node.entries()) {
    const recorded: InlinedLine = { inlined: [], line: at(lines.line, row), column: at(lines.column, row) };
    const { inlined, line, column = 0 } = rewrite.line === undefined ? recorded : rewrite.line(row);
    let target = at(added, node);
    if (target === leftOut) continue;
    for (const fn of inlined) {
      target = builder.node(target, fn, at(threads, at(nodes.thread, node)));
      builder.markInlined(target);
    }
    const weight = at(lines.weight, row);
    if (weight === 0) continue;
    builder.weigh(target, weight, (weight / at(nodes.self, node)) * at(nodes.count, node));
    builder.line(target, line, weight, column);
  }
  for (const [row, caller] of calls.caller.entries()) {
    builder.call(fnOf(caller), fnOf(at(calls.callee, row)), at(calls.line, row));
  }
  for (const [row, node] of tiers.node.entries()) {
    const target = at(added, node);
    if (target !== leftOut) builder.tier(target, tierName(at(tiers.tier, row)), at(tiers.weight, row));
  }
  if (types !== undefined) {
    for (const [row, node] of types.node.entries()) {
      const target = at(added, node);
      if (target === leftOut) continue;
      builder.typed(target, at(types.names, at(types.type, row)), at(types.weight, row), at(types.count, row));
    }
  }
  for (const remark of remarks) {
    if (leaveOut(remark.function)) continue;
    builder.remark(rewrite.remark?.(remark) ?? { ...remark, function: fnOf(remark.function) });
  }
  if (profile.memoryErrors !== undefined) {
    const errorLine = rewrite.errorLine ?? ((_node, line) => line);
    builder.checkedMemory(
      profile.memoryErrors.map((error) => ({
        ...error,
        stacks: error.stacks
          .filter(({ node }) => at(added, node) !== leftOut)
          .map((stack) => ({ ...stack, node: at(added, stack.node), line: errorLine(stack.node, stack.line) })),
      })),
    );
  }
  builder.timeline(profile.timeline);
  for (const note of profile.notes) builder.note(note.kind, note.message);
}

/** The builder's copy of each function, made when it is asked for. */
export function copyFunctions(builder: ProfileBuilder, profile: Profile): (fn: number) => number {
  const { addresses, modules, functions } = profile;
  const copies: (number | undefined)[] = [];
  const copiedModules = modules.map((module) => builder.module(module));
  const rowOf = new Map(Array.from(addresses.function, (fn, row) => [fn, row]));
  const copy = (fn: number): number => {
    const row = rowOf.get(fn);
    if (row === undefined) return builder.function(functionInput(profile, fn));
    const category = categoryName(at(functions.category, fn));
    return builder.address(at(copiedModules, at(addresses.module, row)), at(addresses.offset, row), category);
  };
  return (fn) => (copies[fn] ??= copy(fn));
}

export function functionInput({ functions }: Profile, fn: number): FunctionInput {
  return {
    name: at(functions.name, fn),
    file: at(functions.file, fn),
    line: at(functions.line, fn),
    column: at(functions.column, fn),
    category: categoryName(at(functions.category, fn)),
  };
}
