import assert from 'node:assert/strict';
import { readHeapSnapshot } from '../../../../src/core/formats/heapsnapshot/heapsnapshot.ts';
import { HeatlineError } from '../../../../src/core/model/heatlineError.ts';
import type { Heap } from '../../../../src/core/model/heap.ts';
import { inputOf } from '../inputOf.ts';
import { readSnapshot, snapshotOf, type DrawnHeap } from '../snapshotOf.ts';
import { mutateBytes, mutateJson } from './mutate.ts';
import { randomNumbers } from './randomNumbers.ts';
import { checkHeap } from './checkHeap.ts';
import { examineHeap } from '../../../../src/core/analysis/heap/examinedHeap.ts';
import { heapReport } from '../../../../src/core/queries/heap/heapReport.ts';

const drawn: DrawnHeap = {
  nodes: [
    { name: '', type: 'synthetic', size: 0 },
    { name: 'global' },
    { name: 'Session', size: 2 ** 33, trace: 2, detachedness: 2 },
    { name: 'a "quoted"\n\u00e9 string', type: 'string' },
  ],
  edges: [
    [0, 1, 0, 'shortcut'],
    [1, 2, 'session'],
    [2, 3, 7, 'element'],
  ],
  locations: [[2, 71, 11, 4]],
};
const seed = Number(process.env['HEATLINE_SEED'] ?? 1);
const mutations = Number(process.env['HEATLINE_MUTATIONS'] ?? 300);

describe('Heap snapshots', () => {
  it('are read into columns', () => {
    const heap = readSnapshot(snapshotOf(drawn));
    assert.equal(
      drawHeap(heap),
      [
        'synthetic  @1 0 bytes',
        '  shortcut <dummy> -> @3',
        'object global @3 10 bytes',
        '  property session -> @5',
        'object Session @5 8589934592 bytes, trace 2, dom 2, script 71 at 12:5',
        '  element 7 -> @7',
        'string a "quoted"\n\u00e9 string @7 10 bytes',
      ].join('\n'),
    );
    assert.deepEqual(heap.notes, []);
  });

  it('of other versions of V8 are read by the names of their fields', () => {
    const file = snapshotOf(drawn);
    const { meta } = file.snapshot;
    meta['node_fields'] = ['new', 'self_size', 'type', 'edge_count', 'id', 'name'];
    meta['node_types'] = [
      'number',
      'number',
      ['string', 'wasm struct', 'object', 'synthetic'],
      'number',
      'number',
      'string',
    ];
    const type = (value: number): number => ({ 2: 0, 3: 2, 9: 3 })[value] ?? 1;
    const rows = Array.from({ length: 4 }, (_, row) => file.nodes.slice(row * 7, row * 7 + 7));
    file.nodes = rows.flatMap(([kind = 0, name = 0, id = 0, size = 0, edges = 0]) => [
      99,
      size,
      type(kind),
      edges,
      id,
      name,
    ]);
    file.edges = file.edges.map((value, index) => (index % 3 === 2 ? (value / 7) * 6 : value));
    delete file['locations'];
    delete file['trace_tree'];
    const heap = readSnapshot(file);
    assert.equal(
      drawHeap(heap),
      drawHeap(readSnapshot(snapshotOf({ ...drawn, locations: [] }))).replace(', trace 2, dom 2', ''),
    );
    assert.ok(heap.nodeTypes.includes('wasm struct'));
  });

  it('with allocation tracking have the calls that allocated, and when', () => {
    const text = ['parse', '/app/parse.js', 'main'];
    const file = snapshotOf({
      ...drawn,
      more: {
        trace_function_infos: [1, 4, 5, 3, 0, 0, 2, 2, 5, 3, 12, 7],
        trace_tree: [1, 0, 0, 0, [2, 1, 3, 96, [], 3, 1, 1, 8, [4, 0, 1, 8, []]]],
        samples: [0, 3, 1000, 5],
      },
    });
    file.strings.splice(2, 0, ...text);
    file.nodes = file.nodes.map((value, index) => (index % 7 === 1 && value >= 2 ? value + 3 : value));
    const { traces, samples, strings, notes } = readSnapshot(file);
    assert.deepEqual([...traces.id], [1, 2, 3, 4]);
    assert.deepEqual([...traces.parent], [-1, 0, 0, 2]);
    assert.deepEqual([...traces.size], [0, 96, 8, 8]);
    assert.deepEqual([...traces.line], [0, 12, 12, 0]);
    assert.equal(strings.text(traces.functionName[1] ?? 0), 'parse');
    assert.deepEqual([...samples.time], [0, 1000]);
    assert.deepEqual([...samples.lastId], [3, 5]);
    assert.deepEqual(notes, []);
  });

  it('keep what is sound beside what is not, and say so', () => {
    const file = snapshotOf(drawn);
    file.edges[2] = 1;
    file.edges[5] = 7 * 4;
    const { edges, notes } = readSnapshot(file);
    assert.equal(edges.target.length, 1);
    assert.deepEqual(
      notes.map(({ message }) => message),
      ['2 references lead nowhere and were left out.'],
    );
  });

  it('that end anywhere before their end are refused', () => {
    const bytes = Buffer.from(JSON.stringify(snapshotOf(drawn)));
    for (let end = 0; end < bytes.length; end++)
      assert.throws(() => readHeapSnapshot(inputOf('cut.heapsnapshot', bytes.subarray(0, end))), HeatlineError);
  });

  it('that are none are refused', () => {
    const read = (text: string): Heap => readHeapSnapshot(inputOf('x.heapsnapshot', Buffer.from(text))).heap;
    for (const text of ['', '[]', '{}', 'nodes', '{"nodes":[1,2]}', '{"snapshot":{"meta":{}},"nodes":[],"edges":[]}'])
      assert.throws(() => read(text), HeatlineError);
  });

  it('tell how far they are read', () => {
    const bytes = Buffer.from(JSON.stringify(snapshotOf(drawn)));
    const told: number[] = [];
    readHeapSnapshot(inputOf('x.heapsnapshot', bytes), (count) => told.push(count));
    assert.equal(told.at(0), 0);
    assert.equal(told.at(-1), bytes.length);
  });

  it(`that are mutated with HEATLINE_SEED=${seed} are refused or give sound heaps`, () => {
    const random = randomNumbers(seed);
    const original = Buffer.from(JSON.stringify(snapshotOf(drawn)));
    for (let index = 0; index < mutations; index++) {
      const { bytes, change } = (index % 5 === 0 ? mutateBytes : mutateJson)(original, random);
      let heap: Heap;
      try {
        ({ heap } = readHeapSnapshot(inputOf('mutated.heapsnapshot', bytes)));
      } catch (error) {
        assert.ok(error instanceof HeatlineError, `mutation ${index}: ${change}: ${String(error)}`);
        continue;
      }
      assert.deepEqual(checkHeap(heap), [], change);
      const examined = examineHeap(heap);
      const report = heapReport(examined, 0);
      const sum = report.classes.reduce((all, { shallow }) => all + shallow, 0);
      assert.equal(sum, report.total, change);
      assert.equal(examined.retained[0], report.total, change);
    }
  });
});

function drawHeap({ nodes, edges, nodeTypes, edgeTypes, strings, locations }: Heap): string {
  const lines: string[] = [];
  for (let node = 0; node < nodes.type.length; node++) {
    const name = strings.text(nodes.name[node] ?? 0);
    const row = locations.node.indexOf(node);
    const more = [
      nodes.trace[node] === 0 ? '' : `, trace ${nodes.trace[node]}`,
      nodes.detachedness[node] === 0 ? '' : `, dom ${nodes.detachedness[node]}`,
      row < 0 ? '' : `, script ${locations.script[row]} at ${locations.line[row]}:${locations.column[row]}`,
    ].join('');
    lines.push(`${nodeTypes[nodes.type[node] ?? 0]} ${name} @${nodes.id[node]} ${nodes.selfSize[node]} bytes${more}`);
    for (let edge = nodes.firstEdge[node] ?? 0; edge < (nodes.firstEdge[node + 1] ?? 0); edge++) {
      const type = edgeTypes[edges.type[edge] ?? 0];
      const label = type === 'element' ? edges.name[edge] : strings.text(edges.name[edge] ?? 0);
      lines.push(`  ${type} ${label} -> @${nodes.id[edges.target[edge] ?? 0]}`);
    }
  }
  return lines.join('\n');
}
