import { edgeTypes, nodeTypes } from '../../model/heap.ts';
import { arrayOf, isObject, numberOf, type JsonObject } from '../json.ts';

/** Where a file has its fields: by name, as versions of V8 have more, fewer, or other places for them. */
export interface SnapshotMeta {
  readonly nodes: RowFields<NodeField>;
  readonly edges: RowFields<EdgeField>;
  readonly locations: RowFields<LocationField>;
  readonly traces: RowFields<TraceField>;
  readonly functions: RowFields<FunctionField>;
  readonly samples: RowFields<SampleField>;
  readonly nodeTypes: TypeMap;
  readonly edgeTypes: TypeMap;
  /** What the file says of itself; not to be trusted. */
  readonly nodeCount: number;
  readonly edgeCount: number;
}

type NodeField = 'type' | 'name' | 'id' | 'self_size' | 'edge_count' | 'trace_node_id' | 'detachedness';
type EdgeField = 'type' | 'name_or_index' | 'to_node';
type LocationField = 'object_index' | 'script_id' | 'line' | 'column';
type TraceField = 'id' | 'function_info_index' | 'count' | 'size' | 'children';
type FunctionField = 'name' | 'script_name' | 'line' | 'column';
type SampleField = 'timestamp_us' | 'last_assigned_id';

export interface RowFields<Field extends string> {
  /** Numbers in a row. */
  readonly width: number;
  /** Where in a row a field is; -1 where the file has none. */
  readonly offset: Readonly<Record<Field, number>>;
}

/** The types of a file as those of the model. */
export interface TypeMap {
  /** The model's number for a number of the file. */
  readonly index: Uint8Array;
  /** The model's types, and behind them those that only the file has. */
  readonly names: readonly string[];
}

/** The most fields in a row and types in a list: V8 has 7 and 16. */
const most = 100;

/** `snapshot` of a file; undefined where it does not say what is needed to read the rest. */
export function snapshotMeta(snapshot: unknown): SnapshotMeta | undefined {
  const meta = isObject(snapshot) && isObject(snapshot['meta']) ? snapshot['meta'] : {};
  const nodes = fieldsOf(meta['node_fields'], nodeFields);
  const edges = fieldsOf(meta['edge_fields'], ['type', 'name_or_index', 'to_node']);
  const needed = [
    nodes.offset.type,
    nodes.offset.name,
    nodes.offset.id,
    nodes.offset.self_size,
    nodes.offset.edge_count,
    ...Object.values(edges.offset),
  ];
  if (!isObject(snapshot) || needed.includes(-1)) return undefined;
  return {
    nodes,
    edges,
    locations: fieldsOf(meta['location_fields'], ['object_index', 'script_id', 'line', 'column']),
    traces: fieldsOf(meta['trace_node_fields'], ['id', 'function_info_index', 'count', 'size', 'children']),
    functions: fieldsOf(meta['trace_function_info_fields'], ['name', 'script_name', 'line', 'column']),
    samples: fieldsOf(meta['sample_fields'], ['timestamp_us', 'last_assigned_id']),
    nodeTypes: typesOf(meta, { key: 'node_types', offset: nodes.offset.type, known: nodeTypes }),
    edgeTypes: typesOf(meta, { key: 'edge_types', offset: edges.offset.type, known: edgeTypes }),
    nodeCount: numberOf(snapshot['node_count']),
    edgeCount: numberOf(snapshot['edge_count']),
  };
}

const nodeFields = ['type', 'name', 'id', 'self_size', 'edge_count', 'trace_node_id', 'detachedness'] as const;

function fieldsOf<Field extends string>(list: unknown, wanted: readonly Field[]): RowFields<Field> {
  const names = arrayOf(list).slice(0, most);
  const offsets = wanted.map((name) => [name, names.indexOf(name)]);
  return { width: Math.max(1, names.length), offset: Object.fromEntries(offsets) as Record<Field, number> };
}

interface TypeList {
  readonly key: string;
  readonly offset: number;
  readonly known: readonly string[];
}

function typesOf(meta: JsonObject, { key, offset, known }: TypeList): TypeMap {
  const inFile = arrayOf(arrayOf(meta[key])[offset]).slice(0, most).map(String);
  const names = [...known, ...inFile.filter((name) => !known.includes(name)), 'unknown'];
  const index = new Uint8Array(2 ** 8).fill(names.length - 1);
  for (const [number, name] of inFile.entries()) index[number] = names.indexOf(name);
  return { index, names };
}
