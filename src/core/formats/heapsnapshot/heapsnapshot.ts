import type { Heap } from '../../model/heap.ts';
import { HeatlineError } from '../../model/heatlineError.ts';
import type { Note } from '../../model/note.ts';
import { StringTableBuilder } from '../../model/stringTable.ts';
import type { Input } from '../format.ts';
import { headOf } from '../json.ts';
import { JsonKeys } from '../jsonKeys.ts';
import { JsonReader } from '../jsonReader.ts';
import { linkGraph } from './linkGraph.ts';
import { readEdges, readNodes, type RawEdges, type RawNodes } from './readGraph.ts';
import { noLocations, readLocations, type RawLocations } from './readLocations.ts';
import {
  linkTraces,
  readSamples,
  readTraceFunctions,
  readTraces,
  type RawTraces,
  type TraceFunctions,
} from './readTraces.ts';
import { snapshotMeta, type SnapshotMeta } from './snapshotMeta.ts';

const fileKeys = [
  'snapshot',
  'nodes',
  'edges',
  'trace_function_infos',
  'trace_tree',
  'samples',
  'locations',
  'strings',
  'heatline',
] as const;
const keysOfFile = new JsonKeys(fileKeys);

export interface SnapshotFile {
  readonly heap: Heap;
  /** What Heatline's recorder knows besides, which is no part of V8's format: see `OpenedBuilder`. */
  readonly heatline: unknown;
}

/** Whether a file is a snapshot of V8's heap, judged by its name and first bytes. */
export function isHeapSnapshot(input: Input): boolean {
  return input.name.endsWith('.heapsnapshot') || /^\s*\{\s*"snapshot"\s*:\s*\{\s*"meta"/.test(headOf(input));
}

/** Whether a snapshot knows where its objects were allocated, judged by its first bytes. */
export function hasAllocationTraces(input: Input): boolean {
  return isHeapSnapshot(input) && /"trace_function_count"\s*:\s*[1-9]/.test(headOf(input));
}

/**
 * A snapshot of V8's heap: Chrome, `v8.writeHeapSnapshot()`, `node --heapsnapshot-signal`. The file is read once, piece by
 * piece: https://github.com/v8/v8/blob/main/src/profiler/heap-snapshot-generator.cc, `HeapSnapshotJSONSerializer`
 * @param onProgress is told how many bytes have been read.
 * @throws HeatlineError when the file is no snapshot, or not all of it is there.
 */
export function readHeapSnapshot(input: Input, onProgress: (bytes: number) => void = () => undefined): SnapshotFile {
  if (input.size === 0) throw new HeatlineError(`${input.name} is empty.`, takeAgain);
  const read: Input['read'] = (start, ...rest) => {
    onProgress(start);
    return input.read(start, ...rest);
  };
  const parts = readParts(new JsonReader({ ...input, read }), input);
  onProgress(input.size);
  return { heap: link(parts, input), heatline: parts.heatline };
}

const takeAgain = 'Take the snapshot again, and let the program finish writing it.';

interface Parts {
  meta?: SnapshotMeta;
  nodes?: RawNodes;
  edges?: RawEdges;
  functions?: TraceFunctions;
  traces?: RawTraces;
  samples?: Heap['samples'];
  locations?: RawLocations;
  readonly strings: StringTableBuilder;
  /** Strings that were none. */
  wrongStrings: number;
  heatline?: unknown;
}

function readParts(json: JsonReader, input: Input): Parts {
  const parts: Parts = { strings: new StringTableBuilder(), wrongStrings: 0 };
  const known = (): SnapshotMeta => {
    if (parts.meta === undefined) throw isNoSnapshot(input);
    return parts.meta;
  };
  const isObject = json.file(() =>
    json.object(keysOfFile, (key) => {
      switch (fileKeys[key]) {
        case 'snapshot': {
          const meta = snapshotMeta(json.value());
          if (meta !== undefined) parts.meta ??= meta;
          break;
        }
        case 'nodes':
          parts.nodes = readNodes(json, known(), input.size);
          break;
        case 'edges':
          parts.edges = readEdges(json, known(), input.size);
          break;
        case 'trace_function_infos':
          parts.functions = readTraceFunctions(json, known());
          break;
        case 'trace_tree':
          parts.traces = readTraces(json, known());
          break;
        case 'samples':
          parts.samples = readSamples(json, known());
          break;
        case 'locations':
          parts.locations = readLocations(json, known(), parts.nodes?.type.length ?? 0);
          break;
        case 'heatline':
          parts.heatline = json.value();
          break;
        default:
          json.array(() => {
            const bytes = json.stringBytes();
            if (bytes === undefined) parts.wrongStrings++;
            parts.strings.push(bytes ?? new Uint8Array());
          });
      }
    }),
  );
  if (!isObject) throw isNoSnapshot(input);
  return parts;
}

function link(parts: Parts, input: Input): Heap {
  const { meta, nodes: rawNodes, edges: rawEdges } = parts;
  if (meta === undefined || rawNodes === undefined || rawEdges === undefined || rawNodes.type.length === 0)
    throw isNoSnapshot(input);
  const strings = parts.strings.finish();
  const linked = linkGraph(rawNodes, rawEdges, { width: meta.nodes.width, strings: strings.length });
  const { nodes, edges } = linked;
  const counts: readonly (readonly [number, string])[] = [
    [rawNodes.wrong + rawEdges.wrong, 'numbers of objects and references are none that can be'],
    [linked.lostEdges, 'references lead nowhere and were left out'],
    [linked.lostNames, 'objects have a name that the file does not hold'],
    [parts.wrongStrings, 'strings are none'],
    [parts.locations?.lost ?? 0, 'places in the source belong to no object'],
    [Math.abs(meta.nodeCount - nodes.type.length), 'objects more or less than the file says are in it'],
  ];
  const notes = counts.filter(([count]) => count > 0).map(([count, what]) => badData(`${count} ${what}.`));
  if (!linked.isComplete)
    notes.push(
      badData('The objects name more or fewer references than the file holds: some hang on the wrong object.'),
    );
  return {
    nodes,
    edges,
    locations: parts.locations?.locations ?? noLocations,
    traces: linkTraces(parts.traces ?? noTraces, parts.functions ?? noFunctions, strings.length),
    samples: parts.samples ?? { time: new Float64Array(), lastId: new Uint32Array() },
    nodeTypes: meta.nodeTypes.names,
    edgeTypes: meta.edgeTypes.names,
    strings,
    notes,
  };
}

const noTraces: RawTraces = {
  id: new Uint32Array(),
  parent: new Int32Array(),
  fn: new Uint32Array(),
  count: new Float64Array(),
  size: new Float64Array(),
};
const noFunctions: TraceFunctions = {
  name: new Uint32Array(),
  script: new Uint32Array(),
  line: new Uint32Array(),
  column: new Uint32Array(),
};

function badData(message: string): Note {
  return { kind: 'bad-data', message };
}

function isNoSnapshot({ name }: Input): HeatlineError {
  return new HeatlineError(`${name} is no heap snapshot.`, 'Open a file that V8 wrote, with .heapsnapshot at its end.');
}
