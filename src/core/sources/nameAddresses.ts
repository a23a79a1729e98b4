import { appendProfile, copyFunctions, type InlinedLine } from '../model/appendProfile.ts';
import { at } from '../model/at.ts';
import { ProfileBuilder, roomOf } from '../model/builder.ts';
import { categoryIndex, categoryName } from '../model/category.ts';
import { nativeCategoryOf } from '../model/nativeCategory.ts';
import type { Profile } from '../model/profile.ts';

/** A function that an instruction belongs to. */
export interface Frame {
  /** Empty when it is not known. */
  readonly name: string;
  /** Source file of `line`: absolute as a rule; empty when it is not known. */
  readonly file: string;
  /** 1-based; 0 when it is not known. */
  readonly line: number;
  /** Where the function begins, in the same file; 0 when it is not known. */
  readonly firstLine: number;
}

/** The functions of an instruction: the one that was compiled, then each that was inlined into the one before it. */
export type Frames = readonly Frame[];

/** An instruction's functions as the builder has them. */
interface Chain {
  readonly fns: readonly number[];
  readonly frames: Frames;
  /** Line of the innermost. */
  readonly line: number;
}

/**
 * A profile with functions and lines instead of addresses.
 * @param framesOf what is known of a row of `profile.addresses`; with nothing it stays an address.
 */
export function nameAddresses(profile: Profile, framesOf: (row: number) => Frames): Profile {
  const builder = new ProfileBuilder(profile, roomOf(profile));
  const threads = profile.threads.map((thread) => builder.thread(thread));
  const { nodes, lines, addresses } = profile;
  const chains = new Map<number, Chain>();
  for (const [row, fn] of addresses.function.entries()) {
    const chain = chainOf(builder, profile, fn, framesOf(row));
    if (chain !== undefined) chains.set(fn, chain);
  }
  const copy = copyFunctions(builder, profile);
  const chainAt = (node: number): Chain | undefined => chains.get(at(nodes.function, node));
  const onLine = (chain: Chain | undefined, line: number, column: number): InlinedLine =>
    chain === undefined ? { inlined: [], line, column } : { inlined: [], line: chain.line };
  appendProfile(builder, profile, threads, {
    fn: (fn) => chains.get(fn)?.fns[0] ?? copy(fn),
    within: (node) => {
      const { fns, frames } = chainAt(node) ?? { fns: [], frames: [] };
      return fns.slice(1).map((fn, index) => ({ fn, callLine: at(frames, index).line }));
    },
    call: (node) => onLine(chainAt(at(nodes.parent, node)), at(nodes.callLine, node), at(nodes.callColumn, node)),
    errorLine: (node, line) => chainAt(node)?.line ?? line,
    line: (row) => onLine(chainAt(at(lines.node, row)), at(lines.line, row), at(lines.column, row)),
  });
  for (const script of profile.scripts) builder.script(script);
  return builder.finish();
}

function chainOf(builder: ProfileBuilder, { functions }: Profile, fn: number, frames: Frames): Chain | undefined {
  const innermost = frames.at(-1);
  if (innermost === undefined) return undefined;
  const category = at(functions.category, fn);
  const fns = frames.map(({ name, file, firstLine }) =>
    builder.function({
      name: name === '' ? '(unnamed)' : name,
      file,
      line: firstLine,
      column: 0,
      // Of a runtime and of the kernel, nothing is the user's, wherever it was compiled.
      category: file === '' || category !== categoryIndex.native ? categoryName(category) : nativeCategoryOf(file),
    }),
  );
  return { fns, frames, line: innermost.line };
}
