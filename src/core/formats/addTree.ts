import type { ProfileBuilder } from '../model/builder.ts';
import { at } from '../model/at.ts';
import { categoryOf, pathOf } from '../model/location.ts';
import type { Thread } from '../model/profile.ts';
import { metaFrames } from './functionCategory.ts';
import { linkTree, type LinkedTree } from './linkTree.ts';
import { noPositions } from './v8Positions.ts';
import type { V8Frame, V8Tree } from './v8Tree.ts';

/** Node ids that stand for a thread, not for a function. */
export type ThreadRoots = ReadonlyMap<number, Thread>;

/** Where the rows of a tree went in the builder. */
export interface AddedTree {
  /** Row of the node with an id; -1 when there is none. */
  readonly rowOf: (id: number) => number;
  /** The builder's node by row; -1 for V8's root and for the frames that stand for threads: they are no functions. */
  readonly node: Int32Array;
  readonly thread: Int32Array;
}

/** Adds a call tree to the builder. */
export function addTree(builder: ProfileBuilder, tree: V8Tree, roots: ThreadRoots, { calls } = noPositions): AddedTree {
  const links = linkTree(tree);
  const { rowOf, order, parent, broken } = links;
  const threadRoots = new Map([...roots].map(([id, root]) => [rowOf(id), builder.thread(root)] as const));
  const thread = threadsOf(links, threadRoots);
  const isFunction = areFunctions(tree, links, threadRoots);
  const functions = addFunctions(builder, tree, isFunction);
  const node = new Int32Array(tree.length).fill(-1);
  for (const row of order) {
    if (isFunction[row] === 0) continue;
    const up = parent[row] ?? -1;
    const caller = up < 0 ? -1 : (node[up] ?? -1);
    const call = caller < 0 ? undefined : calls.get(tree.nodes.id[row] ?? NaN);
    const fn = functions[tree.nodes.frame[row] ?? 0] ?? 0;
    node[row] = builder.node(caller, fn, thread[row], call?.line, call?.column);
  }
  if (broken > 0)
    builder.note('bad-data', `${broken} entries of the call tree are broken: they were left out or put at its root.`);
  return { rowOf, node, thread };
}

/** By row: the builder's thread, which is the parent's where no root says another. */
function threadsOf({ order, parent }: LinkedTree, threadRoots: ReadonlyMap<number, number>): Int32Array {
  const thread = new Int32Array(parent.length);
  if (threadRoots.size === 0) return thread;
  for (const row of order) {
    const up = parent[row] ?? -1;
    thread[row] = threadRoots.get(row) ?? (up < 0 ? 0 : (thread[up] ?? 0));
  }
  return thread;
}

/** By row: 1 for what is in the tree, but for V8's root and for the frames that stand for threads. */
function areFunctions(
  tree: V8Tree,
  { order, parent }: LinkedTree,
  threadRoots: ReadonlyMap<number, number>,
): Uint8Array {
  const isFunction = new Uint8Array(tree.length);
  for (const row of order) {
    const isRoot = (parent[row] ?? -1) < 0 && at(tree.frames, tree.nodes.frame[row] ?? 0).name === '(root)';
    isFunction[row] = isRoot ? 0 : 1;
  }
  for (const row of threadRoots.keys()) if (row >= 0) isFunction[row] = 0;
  return isFunction;
}

/** By frame: the builder's function; -1 for a frame that no function has. */
function addFunctions(builder: ProfileBuilder, { frames, nodes }: V8Tree, isFunction: Uint8Array): readonly number[] {
  const isUsed = new Uint8Array(frames.length);
  for (let row = 0; row < isFunction.length; row++) if (isFunction[row] === 1) isUsed[nodes.frame[row] ?? 0] = 1;
  return frames.map((frame, index) => (isUsed[index] === 1 ? addFunction(builder, frame) : -1));
}

/** Of functions without a file, those with a line were compiled from a string: `new Function`, templates. */
function addFunction(builder: ProfileBuilder, { name, url, line, column }: V8Frame): number {
  const file = pathOf(url);
  return builder.function({
    name: name === '' ? '(anonymous)' : name,
    file,
    line: Math.max(0, Math.trunc(line)),
    column: Math.max(0, Math.trunc(column)),
    category: url === '' ? (metaFrames[name] ?? (line > 0 ? 'own' : 'native')) : categoryOf(file),
  });
}
