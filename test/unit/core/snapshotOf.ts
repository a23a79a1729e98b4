import { readHeapSnapshot } from '../../../src/core/formats/heapsnapshot/heapsnapshot.ts';
import { edgeTypes, nodeTypes, type EdgeType, type Heap, type NodeType } from '../../../src/core/model/heap.ts';
import { inputOf } from './inputOf.ts';

export interface DrawnNode {
  readonly name: string;
  readonly type?: NodeType;
  readonly size?: number;
  readonly id?: number;
  readonly detachedness?: number;
  readonly trace?: number;
}

/** `from`, `to` and the edge's name; a property unless it says another type. */
export type DrawnEdge = readonly [from: number, to: number, name: string | number, type?: EdgeType];

export interface DrawnHeap {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  /** Node, script, 0-based line and column. */
  readonly locations?: readonly (readonly [number, number, number, number])[];
  /** Rows of `functionFields`, with texts for names. */
  readonly functions?: readonly (string | number)[];
  /** What the file has besides. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export type SnapshotFile = Record<string, unknown> & {
  snapshot: {
    meta: Record<string, unknown>;
    node_count: number;
    edge_count: number;
    trace_function_count: number;
  };
  nodes: number[];
  edges: number[];
  strings: string[];
};

const nodeFields = ['type', 'name', 'id', 'self_size', 'edge_count', 'trace_node_id', 'detachedness'];

const functionFields = ['function_id', 'name', 'script_name', 'script_id', 'line', 'column'];

/** A snapshot as V8 writes it. */
export function snapshotOf({ nodes, edges, locations = [], functions = [], more = {} }: DrawnHeap): SnapshotFile {
  const strings: string[] = ['<dummy>'];
  const text = (name: string): number => {
    const known = strings.indexOf(name);
    return known >= 0 ? known : strings.push(name) - 1;
  };
  const byNode = nodes.map((_, node) => edges.filter(([from]) => from === node));
  return {
    snapshot: {
      meta: {
        node_fields: nodeFields,
        node_types: [nodeTypes, 'string', 'number', 'number', 'number', 'number', 'number'],
        edge_fields: ['type', 'name_or_index', 'to_node'],
        edge_types: [edgeTypes, 'string_or_number', 'node'],
        trace_function_info_fields: functionFields,
        trace_node_fields: ['id', 'function_info_index', 'count', 'size', 'children'],
        sample_fields: ['timestamp_us', 'last_assigned_id'],
        location_fields: ['object_index', 'script_id', 'line', 'column'],
      },
      node_count: nodes.length,
      edge_count: edges.length,
      trace_function_count: functions.length / functionFields.length,
    },
    nodes: nodes.flatMap((node, index) => [
      nodeTypes.indexOf(node.type ?? 'object'),
      text(node.name),
      node.id ?? 2 * index + 1,
      node.size ?? 10,
      byNode[index]?.length ?? 0,
      node.trace ?? 0,
      node.detachedness ?? 0,
    ]),
    edges: byNode
      .flat()
      .flatMap(([, to, name, type = 'property']) => [
        edgeTypes.indexOf(type),
        typeof name === 'number' ? name : text(name),
        to * nodeFields.length,
      ]),
    trace_function_infos: functions.map((value, index) =>
      index % functionFields.length === 1 || index % functionFields.length === 2 ? text(String(value)) : value,
    ),
    trace_tree: [],
    samples: [],
    locations: locations.flatMap(([node, ...place]) => [node * nodeFields.length, ...place]),
    ...more,
    strings: strings.map((string) => string),
  };
}

export function readSnapshot(file: unknown): Heap {
  return readHeapSnapshot(inputOf('drawn.heapsnapshot', Buffer.from(JSON.stringify(file)))).heap;
}

export function heapOf(drawn: DrawnHeap): Heap {
  return readSnapshot(snapshotOf(drawn));
}
