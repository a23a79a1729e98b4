import { at } from '../../model/at.ts';
import type { Vertex } from './callGraph.ts';

/**
 * Functions that call each other in circles, each list as large as can be, callees before their callers: Tarjan, Depth-First Search
 * and Linear Graph Algorithms, 1972, as a loop.
 */
export function components(vertices: readonly Vertex[]): number[][] {
  const order = new Int32Array(vertices.length).fill(-1);
  const low = new Int32Array(vertices.length);
  const nextEdge = new Int32Array(vertices.length);
  const isOpen = new Uint8Array(vertices.length);
  const open: number[] = [];
  const found: number[][] = [];
  let count = 0;
  const enter = (vertex: number): number => {
    order[vertex] = low[vertex] = count++;
    isOpen[vertex] = 1;
    return open.push(vertex);
  };
  for (const root of vertices.keys()) {
    if (at(order, root) >= 0) continue;
    const path = [root];
    enter(root);
    for (let vertex = path.at(-1); vertex !== undefined; vertex = path.at(-1)) {
      const edge = at(vertices, vertex).out[at(nextEdge, vertex)];
      if (edge !== undefined) {
        nextEdge[vertex] = at(nextEdge, vertex) + 1;
        if (at(order, edge.to) < 0) {
          enter(edge.to);
          path.push(edge.to);
        } else if (at(isOpen, edge.to) === 1) low[vertex] = Math.min(at(low, vertex), at(order, edge.to));
        continue;
      }
      path.pop();
      const caller = path.at(-1);
      if (caller !== undefined) low[caller] = Math.min(at(low, caller), at(low, vertex));
      if (at(low, vertex) !== at(order, vertex)) continue;
      const members = open.splice(open.lastIndexOf(vertex));
      for (const member of members) isOpen[member] = 0;
      found.push(members);
    }
  }
  return found;
}
