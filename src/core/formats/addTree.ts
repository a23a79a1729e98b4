import type { ProfileBuilder } from '../model/builder.ts';
import { at } from '../model/at.ts';
import { categoryOf, pathOf } from '../model/location.ts';
import type { Thread } from '../model/profile.ts';
import { metaFrames } from './functionCategory.ts';
import { linkTree } from './linkTree.ts';
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
  const { rowOf, order, parent, broken } = linkTree(tree);
  const node = new Int32Array(tree.length).fill(-1);
  const thread = new Int32Array(tree.length);
  const isContainer = new Uint8Array(tree.length);
  const threadOfRow = new Map([...roots].map(([id, root]) => [rowOf(id), builder.thread(root)] as const));
  for (const row of threadOfRow.keys()) if (row >= 0) isContainer[row] = 1;
  const functions = new Int32Array(tree.frames.length).fill(-1);
  for (const row of order) {
    const up = parent[row] ?? -1;
    const frame = tree.frameOf.rows[row] ?? 0;
    const ownThread = isContainer[row] === 1 ? threadOfRow.get(row) : undefined;
    thread[row] = ownThread ?? (up < 0 ? 0 : (thread[up] ?? 0));
    if (ownThread !== undefined || (up < 0 && at(tree.frames, frame).name === '(root)')) continue;
    let fn = functions[frame] ?? -1;
    if (fn < 0) {
      fn = addFunction(builder, at(tree.frames, frame));
      functions[frame] = fn;
    }
    const caller = up < 0 ? -1 : (node[up] ?? -1);
    const call = caller < 0 ? undefined : calls.get(tree.ids.rows[row] ?? NaN);
    node[row] = builder.node(caller, fn, thread[row], call?.line, call?.column);
  }
  if (broken > 0)
    builder.note('bad-data', `${broken} entries of the call tree are broken: they were left out or put at its root.`);
  return { rowOf, node, thread };
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
