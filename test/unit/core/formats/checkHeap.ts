import type { Heap } from '../../../../src/core/model/heap.ts';

/** What a heap breaks of what its model promises. */
export function checkHeap({ nodes, edges, nodeTypes, edgeTypes, strings, locations, traces }: Heap): string[] {
  const count = nodes.type.length;
  const problems: string[] = [];
  const check = (isSound: boolean, what: string): void => {
    if (!isSound) problems.push(what);
  };
  check(count > 0, 'no root');
  check(nodes.firstEdge.length === count + 1, 'as many first edges as nodes and one');
  check(nodes.firstEdge[count] === edges.target.length, 'edges of nobody');
  check(
    nodes.firstEdge.every((edge, node) => edge <= (nodes.firstEdge[node + 1] ?? edge)),
    'edges out of order',
  );
  check(
    edges.target.every((node) => node < count),
    'an edge to no node',
  );
  check(
    nodes.type.every((type) => type < nodeTypes.length),
    'a node of no type',
  );
  check(
    edges.type.every((type) => type < edgeTypes.length),
    'an edge of no type',
  );
  check(
    nodes.name.every((name) => name < strings.length || name === 0),
    'a node with no name',
  );
  check(
    nodes.selfSize.every((size) => size >= 0 && Number.isFinite(size)),
    'a size that is none',
  );
  check(
    locations.node.every((node, row) => node < count && node > (locations.node[row - 1] ?? -1)),
    'locations',
  );
  check(
    traces.parent.every((parent, row) => parent < row),
    'a trace before its parent',
  );
  return problems;
}
