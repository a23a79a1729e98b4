import { at } from './at.ts';
import type { FunctionInput, ProfileBuilder } from './builder.ts';
import { categoryName } from './category.ts';
import type { Profile } from './profile.ts';

/** What `appendProfile` may change on the way; each part defaults to a plain copy. Functions are the builder's. */
export interface Rewrite {
  readonly fn?: (fn: number) => number;
  /** Functions of the profile to leave out, with all that they called. */
  readonly leaveOut?: (fn: number) => boolean;
  /** Functions to stand between a caller and a callee of the profile. */
  readonly between?: (caller: number, callee: number) => readonly number[];
  /** Where the weight of a row of `profile.lines` goes: to which line, and of which function inlined into the row's node. */
  readonly line?: (row: number) => { readonly inlined: readonly number[]; readonly line: number };
}

const leftOut = -2;

/** Adds all of a profile's stacks, samples and lines to a builder, each thread to the builder's thread `threads[i]`. */
export function appendProfile(
  builder: ProfileBuilder,
  profile: Profile,
  threads: readonly number[],
  rewrite: Rewrite = {},
): void {
  const { nodes, samples, lines, calls } = profile;
  const fnOf = rewrite.fn ?? copyFunctions(builder, profile);
  const leaveOut = rewrite.leaveOut ?? (() => false);
  const added = new Int32Array(nodes.parent.length).fill(leftOut);
  for (const [node, parent] of nodes.parent.entries()) {
    const fn = at(nodes.function, node);
    if (leaveOut(fn) || (parent >= 0 && at(added, parent) === leftOut)) continue;
    const thread = at(threads, at(nodes.thread, node));
    let caller = parent < 0 ? -1 : at(added, parent);
    const between = parent < 0 ? [] : (rewrite.between?.(at(nodes.function, parent), fn) ?? []);
    for (const inlined of between) caller = builder.node(caller, inlined, thread);
    added[node] = builder.node(caller, fnOf(fn), thread);
  }
  for (const [row, node] of samples.node.entries()) {
    if (at(added, node) !== leftOut) builder.sample(at(added, node), at(samples.weight, row), at(samples.time, row));
  }
  for (const [row, node] of lines.node.entries()) {
    const { inlined, line } = rewrite.line?.(row) ?? { inlined: [], line: at(lines.line, row) };
    let target = at(added, node);
    if (target === leftOut) continue;
    for (const fn of inlined) target = builder.node(target, fn, at(threads, at(nodes.thread, node)));
    const weight = at(lines.weight, row);
    if (weight === 0) continue;
    builder.weigh(target, weight, (weight / at(nodes.self, node)) * at(nodes.count, node));
    builder.line(target, line, weight);
  }
  for (const [row, caller] of calls.caller.entries()) {
    builder.call(fnOf(caller), fnOf(at(calls.callee, row)), at(calls.line, row));
  }
  for (const note of profile.notes) builder.note(note.kind, note.message);
}

function copyFunctions(builder: ProfileBuilder, profile: Profile): (fn: number) => number {
  const copies: (number | undefined)[] = [];
  return (fn) => (copies[fn] ??= builder.function(functionInput(profile, fn)));
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
