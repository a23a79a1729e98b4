import assert from 'node:assert/strict';
import { dominators } from '../../../../../src/core/analysis/heap/dominators.ts';
import { examineHeap } from '../../../../../src/core/analysis/heap/examinedHeap.ts';
import { randomNumbers, type Random } from '../../formats/randomNumbers.ts';
import { heapOf, type DrawnEdge } from '../../snapshotOf.ts';

describe('Dominators', () => {
  it('of a diamond is what both ways come from', () => {
    assert.deepEqual(
      dominatorsOf(5, [
        [0, 1],
        [1, 2],
        [1, 3],
        [2, 4],
        [3, 4],
      ]),
      [0, 0, 1, 1, 1],
    );
  });

  it('of the graph in the paper of Lengauer and Tarjan are as printed there', () => {
    // R, A, B, C, D, E, F, G, H, I, J, K, L
    const names = 'RABCDEFGHIJKL';
    const edges = 'RA RB RC AD BA BD BE CF CG DL EH FI GI GJ HE HK IK JI KI KR LH'
      .split(' ')
      .map((edge): [number, number] => [names.indexOf(edge.charAt(0)), names.indexOf(edge.charAt(1))]);
    const parents = dominatorsOf(names.length, edges).map((parent) => names.charAt(parent));
    assert.equal(parents.slice(1).join(''), 'RRRRRCCRRGRD');
  });

  it('of any graph are the nodes without which it cannot be reached', () => {
    const random = randomNumbers(7);
    for (let round = 0; round < 200; round++) {
      const { count, edges } = randomGraph(random);
      const parents = dominatorsOf(count, edges);
      assert.deepEqual(parents, bruteForce(count, edges), JSON.stringify(edges));
    }
  });

  it('of a list of 200,000 objects are found without recursion', () => {
    const count = 200_000;
    const edges = Array.from({ length: count - 1 }, (_, node): DrawnEdge => [node, node + 1, 'next']);
    const nodes = Array.from({ length: count }, () => ({ name: 'Item' }));
    // Drawing is quadratic, so the graph is made of columns.
    const drawn = heapOf({ nodes: nodes.slice(0, 2), edges: edges.slice(0, 1) });
    const heap = {
      ...drawn,
      nodes: {
        ...drawn.nodes,
        type: new Uint8Array(count).fill(3),
        firstEdge: Uint32Array.from({ length: count + 1 }, (_, node) => Math.min(node, count - 1)),
      },
      edges: { ...drawn.edges, target: Uint32Array.from({ length: count - 1 }, (_, edge) => edge + 1) },
    };
    const { parent } = dominators(heap, new Uint8Array(count - 1).fill(1));
    assert.equal(parent[count - 1], count - 2);
  });
});

describe('Retained sizes', () => {
  it('are what is free without an object; weak references hold nothing', () => {
    const { retained } = examineHeap(
      heapOf({
        nodes: [{ name: '', type: 'synthetic', size: 0 }, ...['global', 'A', 'B', 'Shared'].map((name) => ({ name }))],
        edges: [
          [0, 1, 0, 'shortcut'],
          [1, 2, 'a'],
          [1, 3, 'b'],
          [2, 4, 'x'],
          [3, 4, 'x', 'weak'],
        ],
      }),
    );
    assert.deepEqual([...retained], [40, 40, 20, 10, 10]);
  });
});

function dominatorsOf(count: number, edges: readonly (readonly [number, number])[]): number[] {
  const nodes = Array.from({ length: count }, (_, node) => ({ name: `n${node}` }));
  const heap = heapOf({ nodes, edges: edges.map(([from, to]) => [from, to, 'x']) });
  return [...dominators(heap, new Uint8Array(heap.edges.type.length).fill(1)).parent];
}

function randomGraph(random: Random): { count: number; edges: [number, number][] } {
  const count = 2 + random(10);
  // A way to every node, and more.
  const tree = Array.from({ length: count - 1 }, (_, node): [number, number] => [random(node + 1), node + 1]);
  const more = Array.from({ length: random(2 * count) }, (): [number, number] => [random(count), random(count)]);
  return { count, edges: [...tree, ...more] };
}

/** The dominators of a node are those that every way takes; the nearest has the most dominators itself. */
function bruteForce(count: number, edges: readonly (readonly [number, number])[]): number[] {
  const reached = (without: number): Set<number> => {
    const seen = new Set<number>(without === 0 ? [] : [0]);
    for (const node of seen) for (const [from, to] of edges) if (from === node && to !== without) seen.add(to);
    return seen;
  };
  const all = Array.from({ length: count }, (_, node) => node);
  const without = all.map(reached);
  const dominatorsOfNode = (node: number): number[] =>
    all.filter((other) => other !== node && !without[other]?.has(node));
  return all.map((node) => {
    const [nearest = 0] = dominatorsOfNode(node).sort(
      (a, b) => dominatorsOfNode(b).length - dominatorsOfNode(a).length,
    );
    return nearest;
  });
}
