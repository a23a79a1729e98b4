import { allocatedAt, type AllocatedAt } from '../../analysis/heap/allocatedAt.ts';
import { dominatedBy } from '../../analysis/heap/dominatedBy.ts';
import type { ExaminedHeap } from '../../analysis/heap/examinedHeap.ts';
import { edgeLabel } from '../../analysis/heap/names.ts';
import { retainersOf } from '../../analysis/heap/retainersOf.ts';
import { SourcePlaces } from '../../analysis/heap/sourcePlaces.ts';
import { at } from '../../model/at.ts';
import { HeatlineError } from '../../model/heatlineError.ts';
import { formatBytes } from '../../text/formatBytes.ts';
import { formatCount } from '../../text/formatCount.ts';
import { printable } from '../../text/printable.ts';
import { heapObjectName, heapPath, type HeapObjectName, type HeapPathStep, type HeapPlace } from './heapObjectName.ts';
import { distanceText, placeText, type Shorten } from './heapReportText.ts';
import { objectText } from './pathText.ts';

/** Version 1 of the JSON that `heatline heap FILE --object ID --json` prints. Sizes are bytes. */
export interface HeapObject extends HeapObjectName {
  readonly version: 1;
  readonly place?: HeapPlace;
  /** The calls that allocated it, the innermost first; empty without allocation tracking. */
  readonly allocatedAt: readonly AllocatedAt[];
  /** The shortest way from a root. */
  readonly path: readonly HeapPathStep[];
  /** What holds it, the nearest to a root first; `edge` is the reference to it. */
  readonly retainers: readonly HeapReference[];
  /** What it holds, by retained size. */
  readonly fields: readonly HeapReference[];
  /** What only it keeps alive, by retained size. */
  readonly dominates: readonly HeapObjectName[];
}

export interface HeapReference extends HeapObjectName {
  readonly edge: string;
}

/** @throws HeatlineError when the snapshot has no object with this id. */
export function heapObject(examined: ExaminedHeap, id: number, limit: number): HeapObject {
  const { heap } = examined;
  const node = heap.nodes.id.indexOf(id);
  if (node < 0)
    throw new HeatlineError(`The snapshot has no object ${id}.`, 'heatline heap FILE prints ids after an @ sign.');
  const cut = <T>(rows: readonly T[]): readonly T[] => (limit > 0 ? rows.slice(0, limit) : rows);
  const fields: HeapReference[] = [];
  for (let edge = at(heap.nodes.firstEdge, node); edge < at(heap.nodes.firstEdge, node + 1); edge++)
    fields.push({ edge: edgeLabel(heap, edge), ...heapObjectName(examined, at(heap.edges.target, edge)) });
  const place = new SourcePlaces(examined).of(node);
  return {
    version: 1,
    ...heapObjectName(examined, node),
    ...(place === undefined ? {} : { place }),
    allocatedAt: allocatedAt(examined, node),
    path: heapPath(examined, node),
    retainers: cut(retainersOf(examined, node)).map((step) => ({
      edge: edgeLabel(heap, step.edge),
      ...heapObjectName(examined, step.node),
    })),
    fields: cut(fields.sort((a, b) => b.retained - a.retained)),
    dominates: cut(dominatedBy(examined, node)).map((child) => heapObjectName(examined, child)),
  };
}

export function heapObjectText(object: HeapObject, shorten: Shorten): string {
  const row = (size: string, what: string): string => `${size.padStart(10)}  ${what}`;
  const reference = ({ edge, ...other }: HeapReference): string =>
    row(formatBytes(other.retained), `${edge.padEnd(20)} ${objectText(other)}`);
  return [
    `${objectText(object)}${placeText(object.place, shorten)}`,
    `${formatBytes(object.self)} itself, ${formatBytes(object.retained)} retained, ${distanceText(object.distance)}`,
    ...object.allocatedAt.map(
      (call, index) =>
        `${index === 0 ? 'allocated in' : '   called by'} ${call.function}${placeText(call.place, shorten)}`,
    ),
    '',
    'shortest way from a root',
    ...object.path.map((step) => `  ${step.edge.padEnd(20)} ${objectText(step)}`),
    '',
    row('retained', `held by (${formatCount(object.retainers.length)} shown)`),
    ...object.retainers.map(reference),
    '',
    row('retained', 'holds'),
    ...object.fields.map(reference),
    '',
    row('retained', 'alone keeps alive'),
    ...object.dominates.map((child) => row(formatBytes(child.retained), objectText(child))),
  ]
    .map(printable)
    .concat('')
    .join('\n');
}
