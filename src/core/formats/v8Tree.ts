import { Float64Column, Int32Column } from '../model/column.ts';
import { resized } from '../model/resized.ts';
import { isMeasured } from './isMeasured.ts';
import { arrayOf, isObject, type JsonObject } from './json.ts';

/** A function as V8 names it. Positions are 1-based here. */
export interface V8Frame {
  readonly name: string;
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

/** How many of a node's samples had this 1-based line at the leaf. */
export interface LineTicks {
  readonly line: number;
  readonly column?: number;
  readonly ticks: number;
}

/** A node, for files that are small enough to have an object for each. */
export interface V8Node {
  /** A whole number in every V8 file; anything else is broken. */
  readonly id: unknown;
  readonly children: readonly unknown[];
  readonly frame: V8Frame;
  readonly hits: number;
  readonly ticks: readonly LineTicks[];
}

/** Lines of a file, which V8 holds in a string, are fewer. */
const mostLines = 2 ** 29;

/** Columns by node, in the order of the file. */
interface V8NodeTable {
  /** NaN where a node has none. */
  readonly id: Float64Array;
  /** Index into `V8Tree.frames`. */
  readonly frame: Int32Array;
  readonly hits: Float64Array;
  /** Id of the parent, for files that name it; NaN where they do not. */
  readonly parent: Float64Array;
  /** The ids of a node's children, and its ticks, are the rows up to these, from those of the node before. */
  readonly childrenEnd: Int32Array;
  readonly ticksEnd: Int32Array;
}

const noNodes: V8NodeTable = {
  id: new Float64Array(),
  frame: new Int32Array(),
  hits: new Float64Array(),
  parent: new Float64Array(),
  childrenEnd: new Int32Array(),
  ticksEnd: new Int32Array(),
};

/** The nodes of a V8 call tree as a file lists them: in any order, with children, parents or both, whole or broken. */
export class V8Tree {
  length = 0;
  /** Rows from `length` on hold anything. */
  nodes: V8NodeTable = resized(noNodes, 64);
  readonly children = new Float64Column();
  readonly tickLines = new Int32Column();
  readonly tickCounts = new Float64Column();
  frames: readonly V8Frame[] = [];

  child(id: number): void {
    this.children.push(id);
  }

  tick(line: number, count: number): void {
    if (!Number.isInteger(line) || line <= 0 || line >= mostLines || !(count > 0 && isMeasured(count))) return;
    this.tickLines.push(line);
    this.tickCounts.push(count);
  }

  /** Forgets the children, or the ticks, since the last node: their key came again. */
  dropChildren(): void {
    this.children.length = this.nodes.childrenEnd[this.length - 1] ?? 0;
  }

  dropTicks(): void {
    this.tickLines.length = this.nodes.ticksEnd[this.length - 1] ?? 0;
    this.tickCounts.length = this.tickLines.length;
  }

  /** Adds the node whose children and ticks were added. */
  node(id: number, frame: number, hits: number, parent = NaN): void {
    if (this.length === this.nodes.id.length) this.nodes = resized(this.nodes, 2 * this.length);
    const row = this.length++;
    const { nodes } = this;
    nodes.id[row] = id;
    nodes.frame[row] = frame;
    nodes.hits[row] = isMeasured(hits) ? hits : 0;
    nodes.parent[row] = parent;
    nodes.childrenEnd[row] = this.children.length;
    nodes.ticksEnd[row] = this.tickLines.length;
  }
}

export function treeOf(nodes: readonly V8Node[]): V8Tree {
  const tree = new V8Tree();
  tree.frames = nodes.map(({ frame }) => frame);
  for (const [index, { id, children, hits, ticks }] of nodes.entries()) {
    for (const child of children) tree.child(typeof child === 'number' ? child : NaN);
    for (const tick of ticks) tree.tick(tick.line, tick.ticks);
    tree.node(typeof id === 'number' ? id : NaN, index, hits);
  }
  return tree;
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
