import { at } from '../../model/at.ts';
import type { ProfileBuilder } from '../../model/builder.ts';
import { functionCategory } from '../functionCategory.ts';
import { acyclic, costOf } from './acyclic.ts';
import type { CallGraph, Edge, Vertex } from './callGraph.ts';

/** Stacks that cost less than this share of the whole are not told apart further: see `Decomposition`. */
const finest = 1 / 20_000;
/** What rounding leaves over. */
const nothing = 1e-9;

/**
 * Adds a call graph as stacks. It has the cost of each function and of each call, but not on which stacks they were made: a function
 * calls in the same proportions whoever has called it. The costs of functions, lines and calls stay exact.
 */
export function addCallGraph(builder: ProfileBuilder, { vertices: recorded }: CallGraph, thread: number): void {
  const { vertices, hadCycles } = acyclic(recorded);
  const { cost, roots, callers } = balance(vertices);
  const functions = functionsOf(builder, vertices);
  const sum = roots.reduce((all, root) => all + root, 0);
  const rest = new Decomposition(builder, vertices, functions, thread);
  const open: Flow[] = [];
  for (const [vertex, root] of roots.entries()) {
    if (root > nothing * sum) open.push({ node: builder.node(-1, at(functions, vertex), thread), vertex, cost: root });
  }
  for (let flow = open.pop(); flow !== undefined; flow = open.pop()) {
    if (flow.cost < finest * sum) {
      rest.add(flow);
      continue;
    }
    const { self, out } = at(vertices, flow.vertex);
    const share = flow.cost / at(cost, flow.vertex);
    for (const [line, own] of self) weigh(builder, flow.node, line, own * share);
    for (const edge of out) {
      if (edge.cost === 0) continue;
      open.push({
        node: callee(builder, flow.node, edge, functions, thread),
        vertex: edge.to,
        cost: edge.cost * share,
      });
    }
  }
  rest.finish(cost);
  if (vertices.some(({ out }, vertex) => out.length > 0 && at(callers, vertex) > 1)) {
    builder.note(
      'estimated-stacks',
      'The file has the cost of each call, but no stacks: what a function with several callers costs is exact, but which of its callees it cost for whom is an estimate.',
    );
  }
  if (hadCycles) {
    builder.note(
      'estimated-stacks',
      'Of functions that call each other, the file tells only what they cost together: the total of each is its own cost, what it called outside of the circle, and what entered through it.',
    );
  }
}

/** Cost that has come as far as a vertex. */
interface Flow {
  readonly node: number;
  readonly vertex: number;
  readonly cost: number;
}

/**
 * What comes in is what goes out: calls that cost more than was seen below them are cut to it, and what no caller accounts for
 * starts at its function.
 */
function balance(vertices: readonly Vertex[]) {
  const into: Edge[][] = vertices.map(() => []);
  for (const { out } of vertices) for (const edge of out) at(into, edge.to).push(edge);
  const cost = new Float64Array(vertices.length);
  const roots = new Float64Array(vertices.length);
  for (const [index, vertex] of vertices.entries()) {
    const wanted = costOf(vertex);
    const called = at(into, index).reduce((sum, edge) => sum + edge.cost, 0);
    cost[index] = wanted;
    if (called > wanted) for (const edge of at(into, index)) edge.cost *= wanted / called;
    else roots[index] = wanted - called;
  }
  return { cost, roots, callers: into.map((edges) => edges.length) };
}

/** Functions that callgrind tells apart by the depth of their recursion, `f'2`, are one. */
function functionsOf(builder: ProfileBuilder, vertices: readonly Vertex[]): number[] {
  const named = vertices.map(({ name, file, object }) => ({ name: name.replace(/'\d+$/, ''), file: file || object }));
  const keys = named.map(({ name, file }) => `${name}\0${file}`);
  // The file does not say where a function starts: the first line of it that ran is near.
  const first = new Map<string, number>();
  for (const [vertex, { file, self, out }] of vertices.entries()) {
    const key = at(keys, vertex);
    for (const line of file === '' ? [] : [...self.keys(), ...out.map((edge) => edge.line)]) {
      if (line > 0) first.set(key, Math.min(line, first.get(key) ?? line));
    }
  }
  return named.map(({ name, file }, vertex) =>
    builder.function({
      name,
      file,
      line: first.get(at(keys, vertex)) ?? 0,
      column: 0,
      category: functionCategory(name, at(vertices, vertex).file),
    }),
  );
}

function weigh(builder: ProfileBuilder, node: number, line: number, cost: number): void {
  if (cost === 0) return;
  // Counted, not sampled.
  builder.weigh(node, cost, 0);
  builder.line(node, line, cost);
}

function callee(
  builder: ProfileBuilder,
  node: number,
  edge: Edge,
  functions: readonly number[],
  thread: number,
): number {
  const child = builder.node(node, at(functions, edge.to), thread, edge.line);
  if (edge.inlined) builder.markInlined(child);
  return child;
}

/**
 * The many stacks that cost little. Each takes what is left of the costs below it, one call after the other, rather than its share
 * of all: there are then no more stacks than calls, and every sum stays exact (a flow on a graph without circles is a sum of paths,
 * Ford and Fulkerson, 1962).
 */
class Decomposition {
  private readonly builder: ProfileBuilder;
  private readonly vertices: readonly Vertex[];
  private readonly functions: readonly number[];
  private readonly thread: number;
  private readonly flows: Flow[] = [];

  constructor(builder: ProfileBuilder, vertices: readonly Vertex[], functions: readonly number[], thread: number) {
    this.builder = builder;
    this.vertices = vertices;
    this.functions = functions;
    this.thread = thread;
  }

  add(flow: Flow): void {
    this.flows.push(flow);
  }

  finish(cost: Float64Array): void {
    const left = this.leftOf(cost);
    for (let flow = this.flows.pop(); flow !== undefined; flow = this.flows.pop()) {
      const { lines, edges } = at(left, flow.vertex);
      let open = flow.cost;
      const take = (from: { cost: number }): number => {
        const taken = Math.min(open, from.cost);
        open -= taken;
        from.cost -= taken;
        return taken;
      };
      for (let next = lines.at(-1); next !== undefined && open > 0; next = lines.at(-1)) {
        weigh(this.builder, flow.node, next.line, take(next));
        if (next.cost <= 0) lines.pop();
      }
      for (let next = edges.at(-1); next !== undefined && open > 0; next = edges.at(-1)) {
        const taken = take(next);
        const node = callee(this.builder, flow.node, next, this.functions, this.thread);
        this.flows.push({ node, vertex: next.to, cost: taken });
        if (next.cost <= 0) edges.pop();
      }
    }
  }

  /** What the flows that came to a vertex, and on from there, have left to give to its lines and calls. */
  private leftOf(cost: Float64Array) {
    const incoming = new Float64Array(this.vertices.length);
    for (const { vertex, cost: arrived } of this.flows) incoming[vertex] = at(incoming, vertex) + arrived;
    const left = this.vertices.map((): { lines: { line: number; cost: number }[]; edges: Edge[] } => ({
      lines: [],
      edges: [],
    }));
    for (let vertex = this.vertices.length - 1; vertex >= 0; vertex--) {
      const share = at(incoming, vertex) / at(cost, vertex);
      // Nothing came here, or there is nothing to give.
      if (!(share > 0)) continue;
      const { self, out } = at(this.vertices, vertex);
      const { lines, edges } = at(left, vertex);
      for (const [line, own] of self) if (own > 0) lines.push({ line, cost: own * share });
      for (const edge of out) {
        if (edge.cost === 0) continue;
        edges.push({ ...edge, cost: edge.cost * share });
        incoming[edge.to] = at(incoming, edge.to) + edge.cost * share;
      }
    }
    return left;
  }
}
