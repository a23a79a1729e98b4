import type { ProfileBuilder } from '../model/builder.ts';
import { categoryOf, pathOf } from '../model/location.ts';
import type { Category } from '../model/category.ts';
import type { Thread } from '../model/profile.ts';
import { arrayOf, isObject, type JsonObject } from './json.ts';
import { noPositions, type Positions } from './v8Positions.ts';
import type { LineTicks, TickedNode } from './v8Samples.ts';

/** A node of a V8 call tree, in whatever form the file had it. Positions are 1-based here. */
export interface V8Node {
  /** A number in every V8 file; anything else is broken. */
  readonly id: unknown;
  readonly children: readonly unknown[];
  /** Traces name the parent instead of the children. */
  readonly parent?: unknown;
  readonly name: string;
  readonly url: string;
  readonly line: number;
  readonly column: number;
  readonly hits: number;
  readonly ticks: readonly LineTicks[];
}

/** The nodes of a tree whose children are nested in it. */
export function flatten(head: JsonObject): JsonObject[] {
  const nodes: JsonObject[] = [];
  const stack = [head];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    nodes.push(node);
    for (const child of arrayOf(node['children']).filter(isObject)) stack.push(child);
  }
  return nodes;
}

/** Node ids that stand for a thread, not for a function. */
export type ThreadRoots = ReadonlyMap<number, Thread>;

/** V8's frames that are not functions: src/profiler/profile-generator.cc. */
const metaFrames: Readonly<Record<string, Category>> = {
  '(garbage collector)': 'gc',
  '(program)': 'program',
  '(idle)': 'idle',
};

/** Adds a call tree to the builder; returns by V8's node id where each node went. */
export function addTree(
  builder: ProfileBuilder,
  nodes: readonly V8Node[],
  roots: ThreadRoots,
  { calls, lines, tiers }: Positions = noPositions,
): Map<number, TickedNode> {
  const threadOfRoot = new Map([...roots].map(([id, thread]) => [id, builder.thread(thread)] as const));
  const added = new Map<number, TickedNode>();
  const broken = walk(nodes, (node, id, parentId) => {
    const parent = parentId === undefined ? undefined : added.get(parentId);
    const thread = threadOfRoot.get(id) ?? parent?.thread ?? 0;
    const isContainer = threadOfRoot.has(id) || (parent === undefined && node.name === '(root)');
    const caller = parent?.node ?? -1;
    const call = caller < 0 ? undefined : calls.get(id);
    const index = isContainer ? -1 : builder.node(caller, addFunction(builder, node), thread, call?.line, call?.column);
    const ticks = lines.get(id) ?? node.ticks;
    added.set(id, { node: index, thread, hits: node.hits, ticks, tiers: tiers.get(id) ?? [] });
  });
  if (broken > 0)
    builder.note('bad-data', `${broken} entries of the call tree are broken: they were left out or put at its root.`);
  return added;
}

/** Of functions without a file, those with a line were compiled from a string: `new Function`, templates. */
function addFunction(builder: ProfileBuilder, { name, url, line, column }: V8Node): number {
  const file = pathOf(url);
  return builder.function({
    name: name === '' ? '(anonymous)' : name,
    file,
    line: Math.max(0, Math.trunc(line)),
    column: Math.max(0, Math.trunc(column)),
    category: url === '' ? (metaFrames[name] ?? (line > 0 ? 'own' : 'native')) : categoryOf(file),
  });
}

type Visit = (node: V8Node, id: number, parentId: number | undefined) => void;

/** Visits each node once, parents first, whatever order, gaps or cycles the list has; returns how much of it is broken. */
function walk(nodes: readonly V8Node[], visit: Visit): number {
  const byId = new Map<number, V8Node>();
  let broken = 0;
  for (const node of nodes) {
    if (typeof node.id === 'number' && !byId.has(node.id)) byId.set(node.id, node);
    else broken++;
  }
  const { children, orphans, brokenLinks } = linkTree(byId);
  broken += brokenLinks;
  const visited = new Set<number>();
  const visitFrom = (root: number): void => {
    const stack: (readonly [id: number, parent: number | undefined])[] = [[root, undefined]];
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      const [id, parent] = top;
      const node = byId.get(id);
      if (node === undefined || visited.has(id)) continue;
      visited.add(id);
      visit(node, id, parent);
      for (const child of children.get(id) ?? []) stack.push([child, id]);
    }
  };
  orphans.forEach(visitFrom);
  broken += Math.max(0, orphans.length - 1);
  // What is left hangs on itself in a circle: enter each circle somewhere.
  for (const id of byId.keys()) {
    if (visited.has(id)) continue;
    broken++;
    visitFrom(id);
  }
  return broken;
}

function linkTree(byId: ReadonlyMap<number, V8Node>) {
  const children = new Map<number, number[]>();
  const linked = new Set<number>();
  let brokenLinks = 0;
  const link = (parent: number, child: unknown): void => {
    if (typeof child !== 'number' || !byId.has(child) || linked.has(child) || child === parent) {
      brokenLinks++;
      return;
    }
    linked.add(child);
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [child]);
    else siblings.push(child);
  };
  for (const [id, node] of byId) {
    for (const child of node.children) link(id, child);
    if (typeof node.parent === 'number') link(node.parent, id);
  }
  const orphans = [...byId.keys()].filter((id) => !linked.has(id));
  return { children, orphans, brokenLinks };
}
