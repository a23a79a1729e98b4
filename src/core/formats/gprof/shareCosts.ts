import { at } from '../../model/at.ts';
import { costOf } from '../callgrind/acyclic.ts';
import type { Vertex } from '../callgrind/callGraph.ts';
import { components } from '../callgrind/components.ts';

/**
 * Turns the number of calls of each edge into their cost: what a function costs with all that it called is shared among its callers
 * by the number of their calls, and functions that call each other are shared as one (Graham, Kessler, McKusick, gprof: a Call Graph
 * Execution Profiler, 1982).
 */
export function shareCosts(vertices: readonly Vertex[]): void {
  const circles = components(vertices);
  const circleOf = new Int32Array(vertices.length);
  for (const [circle, members] of circles.entries()) for (const member of members) circleOf[member] = circle;
  const calls = new Float64Array(circles.length);
  for (const [from, { out }] of vertices.entries()) {
    for (const edge of out) {
      const circle = at(circleOf, edge.to);
      if (circle !== at(circleOf, from)) calls[circle] = at(calls, circle) + edge.cost;
      // Within a circle nobody knows.
      else edge.cost = 0;
    }
  }
  const costs = new Float64Array(circles.length);
  // Callees before their callers.
  for (const [circle, members] of circles.entries()) {
    for (const member of members) {
      const vertex = at(vertices, member);
      for (const edge of vertex.out) {
        const callee = at(circleOf, edge.to);
        if (callee !== circle) edge.cost *= at(costs, callee) / at(calls, callee);
      }
      costs[circle] = at(costs, circle) + costOf(vertex);
    }
  }
}
