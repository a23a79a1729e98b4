import { at } from '../../model/at.ts';
import type { ProfileBuilder } from '../../model/builder.ts';
import { acyclic, costOf } from './acyclic.ts';
import type { CallGraph, Edge, Vertex } from './callGraph.ts';

/** Stacks that cost less than this share of the whole are not told apart further: see `Decomposition`. */
const finest = 1 / 20_000;
/** What rounding leaves over. */
const nothing = 1e-9;

/** The nodes of a profile for what a call graph has: -1 is below all of them. */
export interface Frames {
  /** Where stacks of a function start that nobody called. */
  root(vertex: number): number;
  /** Where stacks go on through a call of the vertex `from`, whose own are at `node`. */
  call(node: number, from: number, edge: Edge): number;
  /** Puts cost of a place in the vertex itself. */
  weigh(node: number, vertex: number, place: number, cost: number): void;
}

/**
 * Adds a call graph as stacks. It has the cost of each function and of each call, but not on which stacks they were made: a function
 * calls in the same proportions whoever has called it. The costs of functions, places and calls stay exact.
 * @returns whether there is a function with several callers and callees, so that stacks are estimates.
 */
export function addCallGraph(
  builder: ProfileBuilder,
  { vertices: recorded }: CallGraph,
  framesOf: (vertices: readonly Vertex[]) => Frames,
): boolean {
  const { vertices, hadCycles } = acyclic(recorded);
  const { cost, roots, callers } = balance(vertices);
  const frames = framesOf(vertices);
  const sum = roots.reduce((all, root) => all + root, 0);
  const rest = new Decomposition(vertices, frames);
  const open: Flow[] = [];
  for (const [vertex, root] of roots.entries()) {
    if (root > nothing * sum) open.push({ node: frames.root(vertex), vertex, cost: root });
  }
  for (let flow = open.pop(); flow !== undefined; flow = open.pop()) {
    if (flow.cost < finest * sum) {
      rest.add(flow);
      continue;
    }
    const { self, out } = at(vertices, flow.vertex);
    const share = flow.cost / at(cost, flow.vertex);
    for (const [place, own] of self) if (own > 0) frames.weigh(flow.node, flow.vertex, place, own * share);
    for (const edge of out) {
      if (edge.cost === 0) continue;
      const node = frames.call(flow.node, flow.vertex, edge);
      open.push({ node, vertex: edge.to, cost: edge.cost * share });
    }
  }
  rest.finish(cost);
  if (hadCycles) {
    builder.note(
      'estimated-stacks',
      'Of functions that call each other, the file tells only what they cost together: the total of each is its own cost, what it called outside of the circle, and what entered through it.',
    );
  }
  return vertices.some(({ out }, vertex) => out.length > 0 && at(callers, vertex) > 1);
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

/**
 * The many stacks that cost little. Each takes what is left of the costs below it, one call after the other, rather than its share
 * of all: there are then no more stacks than calls, and every sum stays exact (a flow on a graph without circles is a sum of paths,
 * Ford and Fulkerson, 1962).
 */
class Decomposition {
  private readonly vertices: readonly Vertex[];
  private readonly frames: Frames;
  private readonly flows: Flow[] = [];

  constructor(vertices: readonly Vertex[], frames: Frames) {
    this.vertices = vertices;
    this.frames = frames;
  }

  add(flow: Flow): void {
    this.flows.push(flow);
  }

  finish(cost: Float64Array): void {
    const left = this.leftOf(cost);
    for (let flow = this.flows.pop(); flow !== undefined; flow = this.flows.pop()) {
      const { places, edges } = at(left, flow.vertex);
      let open = flow.cost;
      const take = (from: { cost: number }): number => {
        const taken = Math.min(open, from.cost);
        open -= taken;
        from.cost -= taken;
        return taken;
      };
      for (let next = places.at(-1); next !== undefined && open > 0; next = places.at(-1)) {
        this.frames.weigh(flow.node, flow.vertex, next.place, take(next));
        if (next.cost <= 0) places.pop();
      }
      for (let next = edges.at(-1); next !== undefined && open > 0; next = edges.at(-1)) {
        const taken = take(next);
        const node = this.frames.call(flow.node, flow.vertex, next);
        this.flows.push({ node, vertex: next.to, cost: taken });
        if (next.cost <= 0) edges.pop();
      }
    }
  }

  /** What the flows that came to a vertex, and on from there, have left to give to its places and calls. */
  private leftOf(cost: Float64Array) {
    const incoming = new Float64Array(this.vertices.length);
    for (const { vertex, cost: arrived } of this.flows) incoming[vertex] = at(incoming, vertex) + arrived;
    const left = this.vertices.map((): { places: { place: number; cost: number }[]; edges: Edge[] } => ({
      places: [],
      edges: [],
    }));
    for (let vertex = this.vertices.length - 1; vertex >= 0; vertex--) {
      const share = at(incoming, vertex) / at(cost, vertex);
      // Nothing came here, or there is nothing to give.
      if (!(share > 0)) continue;
      const { self, out } = at(this.vertices, vertex);
      const { places, edges } = at(left, vertex);
      for (const [place, own] of self) if (own > 0) places.push({ place, cost: own * share });
      for (const edge of out) {
        if (edge.cost === 0) continue;
        edges.push({ ...edge, cost: edge.cost * share });
        incoming[edge.to] = at(incoming, edge.to) + edge.cost * share;
      }
    }
    return left;
  }
}
