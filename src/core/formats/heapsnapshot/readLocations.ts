import type { HeapLocations } from '../../model/heap.ts';
import type { JsonReader } from '../jsonReader.ts';
import { readRows } from './readRows.ts';
import type { SnapshotMeta } from './snapshotMeta.ts';

export interface RawLocations {
  readonly locations: HeapLocations;
  readonly lost: number;
}

/** Lines and columns are 0-based in this part of the file. */
export function readLocations(json: JsonReader, { locations, nodes }: SnapshotMeta, nodeCount: number): RawLocations {
  const { width, offset } = locations;
  const rows: { readonly node: number; readonly script: number; readonly line: number; readonly column: number }[] = [];
  const seen = new Uint8Array(nodeCount);
  let lost = 0;
  readRows(json, width, (block, start) => {
    const field = (at: number): number => (at < 0 ? -1 : (block[start + at] ?? -1));
    const node = field(offset.object_index) / nodes.width;
    const [script, line, column] = [field(offset.script_id), field(offset.line) + 1, field(offset.column) + 1];
    const isSound = [node, script, line, column].every((value) => value >>> 0 === value);
    if (isSound && node < nodeCount && seen[node] === 0) {
      seen[node] = 1;
      rows.push({ node, script, line, column });
    } else lost++;
  });
  rows.sort((a, b) => a.node - b.node);
  const column = (key: keyof (typeof rows)[number]): Uint32Array => Uint32Array.from(rows, (row) => row[key]);
  return {
    locations: { node: column('node'), script: column('script'), line: column('line'), column: column('column') },
    lost,
  };
}

export const noLocations: HeapLocations = {
  node: new Uint32Array(),
  script: new Uint32Array(),
  line: new Uint32Array(),
  column: new Uint32Array(),
};
