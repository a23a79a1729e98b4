import type { HeapEdges, HeapNodes } from '../../model/heap.ts';
import { resized } from '../../model/resized.ts';
import type { JsonReader } from '../jsonReader.ts';
import { readRows, UnsignedCheck } from './readRows.ts';
import type { SnapshotMeta } from './snapshotMeta.ts';

/** Columns as the file has them; `linkGraph` checks one against the other. */
export interface RawNodes extends Omit<HeapNodes, 'firstEdge'> {
  readonly edgeCount: Uint32Array;
  /** Numbers that were none. */
  readonly wrong: number;
}

export interface RawEdges extends HeapEdges {
  readonly wrong: number;
}

/** Bytes of the smallest row: each number has a digit and a comma. */
const leastBytes = 2;

/** Room for the rows that a file says it has, as far as it is large enough for them. */
function roomFor(rows: number, width: number, fileSize: number): number {
  return Math.max(1, Math.min(Math.ceil(Math.abs(rows)), Math.ceil(fileSize / (width * leastBytes))));
}

const noNodes: Omit<RawNodes, 'wrong'> = {
  type: new Uint8Array(),
  name: new Uint32Array(),
  id: new Uint32Array(),
  selfSize: new Float64Array(),
  edgeCount: new Uint32Array(),
  trace: new Uint32Array(),
  detachedness: new Uint8Array(),
};

const noEdges: HeapEdges = { type: new Uint8Array(), name: new Uint32Array(), target: new Uint32Array() };

export function readNodes(
  json: JsonReader,
  { nodes: { width, offset }, nodeTypes, nodeCount }: SnapshotMeta,
  fileSize: number,
): RawNodes {
  let nodes = resized(noNodes, roomFor(nodeCount, width, fileSize));
  const check = new UnsignedCheck();
  let row = 0;
  readRows(json, width, (block, start) => {
    if (row === nodes.id.length) nodes = resized(nodes, 2 * row);
    const { type, name, id, selfSize, edgeCount, trace, detachedness } = nodes;
    type[row] = nodeTypes.index[check.take(block[start + offset.type])] ?? nodeTypes.names.length - 1;
    name[row] = check.take(block[start + offset.name]);
    id[row] = check.take(block[start + offset.id]);
    const size = block[start + offset.self_size] ?? 0;
    // Larger than 4 GB is possible, larger than what any machine addresses is not.
    selfSize[row] = size >= 0 && size <= 2 ** 48 ? size : check.take(-1);
    edgeCount[row] = check.take(block[start + offset.edge_count]);
    if (offset.trace_node_id >= 0) trace[row] = check.take(block[start + offset.trace_node_id]);
    if (offset.detachedness >= 0) detachedness[row] = Math.min(check.take(block[start + offset.detachedness]), 3);
    row++;
  });
  return { ...resized(nodes, row), wrong: check.wrong };
}

/** `target` is the place of the node in the file's array, as it stands there. */
export function readEdges(
  json: JsonReader,
  { edges: { width, offset }, edgeTypes, edgeCount }: SnapshotMeta,
  fileSize: number,
): RawEdges {
  let edges = resized(noEdges, roomFor(edgeCount, width, fileSize));
  const check = new UnsignedCheck();
  let row = 0;
  readRows(json, width, (block, start) => {
    if (row === edges.target.length) edges = resized(edges, 2 * row);
    const { type, name, target } = edges;
    type[row] = edgeTypes.index[check.take(block[start + offset.type])] ?? edgeTypes.names.length - 1;
    name[row] = check.take(block[start + offset.name_or_index]);
    // 0 is the root, which no edge leads to on its own: an odd number is refused later.
    target[row] = check.take(block[start + offset.to_node]);
    row++;
  });
  return { ...resized(edges, row), wrong: check.wrong };
}
