import { at } from '../../model/at.ts';
import type { Edge, Vertex } from './callGraph.ts';
import { components } from './components.ts';

/** A call graph without circles. */
export interface AcyclicGraph {
  /** Callees before their callers. */
  readonly vertices: readonly Vertex[];
  /** Whether there were functions that call each other. */
  readonly hadCycles: boolean;
}

/**
 * Cuts circles of calls. What a function costs that calls itself is known from its other callers. Of functions that call each other
 * only what they cost together is: as gprof does (Graham, Kessler, McKusick, 1982), a circle becomes one vertex, which is called by
 * the functions through which it was entered and calls all of its members.
 */
export function acyclic(vertices: readonly Vertex[]): AcyclicGraph {
  const result: Vertex[] = [];
  /** Where calls to a vertex go now. */
  const entry = new Int32Array(vertices.length);
  const cycles = components(vertices);
  const cycleOf = new Int32Array(vertices.length);
  for (const [cycle, members] of cycles.entries()) for (const member of members) cycleOf[member] = cycle;
  const entered = enteredFromOutside(vertices, cycleOf);
  for (const [cycle, members] of cycles.entries()) {
    const bodies = members.map((member) => {
      const vertex = at(vertices, member);
      const out = vertex.out.filter(({ to }) => at(cycleOf, to) !== cycle);
      return result.push({ ...vertex, out: out.map((edge) => ({ ...edge, to: at(entry, edge.to) })) }) - 1;
    });
    const [only = 0] = members;
    if (members.length === 1) {
      entry[only] = at(bodies, 0);
      continue;
    }
    const names = members.map((member) => at(vertices, member).name);
    const circle = result.push(
      emptyVertex(
        `(circle of ${describe(names)})`,
        bodies.map((to) => edgeTo(to, costOf(at(result, to)))),
      ),
    );
    for (const member of members) {
      const cost = at(entered, member);
      if (cost === 0) continue;
      entry[member] = result.push({ ...at(vertices, member), self: new Map(), out: [edgeTo(circle - 1, cost)] }) - 1;
    }
  }
  return { vertices: result, hadCycles: cycles.some((members) => members.length > 1) };
}

function describe(names: readonly string[]): string {
  const distinct = [...new Set(names)].sort();
  return distinct.length > 3
    ? `${distinct.slice(0, 2).join(', ')} and ${distinct.length - 2} more`
    : distinct.join(', ');
}

function enteredFromOutside(vertices: readonly Vertex[], cycleOf: Int32Array): Float64Array {
  const entered = new Float64Array(vertices.length);
  for (const [from, { out }] of vertices.entries()) {
    for (const { to, cost } of out) if (at(cycleOf, from) !== at(cycleOf, to)) entered[to] = at(entered, to) + cost;
  }
  return entered;
}

function emptyVertex(name: string, out: Edge[]): Vertex {
  return { name, file: '', object: '', self: new Map(), out };
}

function edgeTo(to: number, cost: number): Edge {
  return { to, place: 0, inlined: false, cost };
}

/** Of a function with all that it called. */
export function costOf({ self, out }: Vertex): number {
  let sum = 0;
  for (const cost of self.values()) sum += cost;
  for (const { cost } of out) sum += cost;
  return sum;
}
