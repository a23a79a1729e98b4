import { at } from '../model/at.ts';
import { HeatlineError } from '../model/heatlineError.ts';
import { fileUrl } from '../model/location.ts';
import type { Profile } from '../model/profile.ts';
import { writeExtension } from './heatlineExtension.ts';
import { writeTables } from './profileTables.ts';

interface OutNode {
  readonly callFrame: object;
  selfSize: number;
  readonly id: number;
  readonly children: OutNode[];
}

/** What these measure, V8's format has a place for: functions without lines. */
const v8Tools: readonly string[] = ['v8', 'v8-profiler-next'];

/**
 * As Chrome DevTools reads it. Threads share one tree: V8's format has no place for them.
 * @param others what else was counted, for Heatline only.
 */
export function writeHeapprofile(profile: Profile, others: readonly Profile[] = []): string {
  if (profile.unit !== 'bytes') {
    throw new HeatlineError('A .heapprofile holds bytes, and this profile holds none.', 'Write a .cpuprofile.');
  }
  const { functions, nodes } = profile;
  const frame = (functionName: string, file: string, line: number, column: number): object => ({
    functionName,
    scriptId: '0',
    url: fileUrl(file),
    lineNumber: line - 1,
    columnNumber: column - 1,
  });
  const head: OutNode = { callFrame: frame('(root)', '', 0, 0), selfSize: 0, id: 1, children: [] };
  const written: OutNode[] = [];
  for (const [node, fn] of nodes.function.entries()) {
    const callFrame = frame(
      at(functions.name, fn),
      at(functions.file, fn),
      at(functions.line, fn),
      at(functions.column, fn),
    );
    const out: OutNode = { callFrame, selfSize: at(nodes.self, node), id: node + 2, children: [] };
    const parent = at(nodes.parent, node);
    (parent < 0 ? head : at(written, parent)).children.push(out);
    written.push(out);
  }
  const samples = written.flatMap(({ id, selfSize }, node) => {
    const count = Math.round(at(nodes.count, node));
    return Array.from({ length: count }, () => ({ size: selfSize / count, nodeId: id }));
  });
  const tables = v8Tools.includes(profile.tool) ? {} : { tables: writeTables(profile) };
  const more = others.map((other) => ({ notes: other.notes, tables: writeTables(other) }));
  const heatline = {
    ...writeExtension(profile, []),
    threads: [],
    ...tables,
    ...(more.length > 0 && { others: more }),
  };
  return JSON.stringify({ head, samples, heatline });
}
