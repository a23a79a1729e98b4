import { at } from './at.ts';
import type { FunctionInput, ProfileBuilder } from './builder.ts';
import { categoryName } from './category.ts';
import type { Profile } from './profile.ts';

/** What `appendProfile` may change on the way; each part defaults to a plain copy. */
export interface Rewrite {
  /** The builder's function for a function of the profile. */
  readonly fn?: (fn: number) => number;
  /** Whether a node's weight is kept. */
  readonly keeps?: (node: number) => boolean;
  /** Where a row of `profile.lines` goes. */
  readonly line?: (row: number) => { readonly fn: number; readonly line: number };
}

/** Adds all of a profile's stacks, samples and lines to a builder, each thread to the builder's thread `threads[i]`. */
export function appendProfile(builder: ProfileBuilder, profile: Profile, threads: readonly number[], rewrite: Rewrite = {}): void {
  const copied = new Map<number, number>();
  const copy = (fn: number): number => {
    const known = copied.get(fn);
    if (known !== undefined) return known;
    const added = builder.function(functionInput(profile, fn));
    copied.set(fn, added);
    return added;
  };
  const fnOf = rewrite.fn ?? copy;
  const keeps = rewrite.keeps ?? (() => true);
  const { nodes, samples, lines, calls } = profile;
  const added = new Int32Array(nodes.parent.length);
  for (const [node, parent] of nodes.parent.entries()) {
    const thread = at(threads, at(nodes.thread, node));
    added[node] = builder.node(parent < 0 ? -1 : at(added, parent), fnOf(at(nodes.function, node)), thread);
  }
  if (samples.node.length > 0) {
    for (const [row, node] of samples.node.entries()) {
      if (keeps(node)) builder.sample(at(added, node), at(samples.weight, row), at(samples.time, row));
    }
  } else {
    for (const [node, self] of nodes.self.entries()) {
      if (self > 0 && keeps(node)) builder.weigh(at(added, node), self, at(nodes.count, node));
    }
  }
  const lineOf = rewrite.line ?? ((row: number) => ({ fn: fnOf(at(lines.function, row)), line: at(lines.line, row) }));
  for (const [row, node] of lines.node.entries()) {
    if (!keeps(node)) continue;
    const { fn, line } = lineOf(row);
    builder.line(at(added, node), fn, line, at(lines.weight, row));
  }
  for (const [row, caller] of calls.caller.entries()) {
    builder.call(fnOf(caller), fnOf(at(calls.callee, row)), at(calls.line, row));
  }
  for (const note of profile.notes) builder.note(note.kind, note.message);
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
