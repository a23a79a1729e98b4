import { formatBytes } from '../../text/formatBytes.ts';
import { formatCount } from '../../text/formatCount.ts';
import { formatPlace } from '../../text/formatPlace.ts';
import { printable } from '../../text/printable.ts';
import { systemDistance } from '../../analysis/heap/distances.ts';
import type { HeapPlace } from './heapObjectName.ts';
import type { HeapReport, HeldObject } from './heapReport.ts';
import { objectText, pathText } from './pathText.ts';

export type Shorten = (file: string) => string;

export function heapReportText(report: HeapReport, shorten: Shorten): string {
  const { classes, largest, strings, detached, notes } = report;
  const row = (...cells: readonly string[]): string =>
    cells.map((cell, index) => (index < cells.length - 1 ? cell.padStart(10) : ` ${cell}`)).join(' ');
  return [
    `${formatBytes(report.total)} in ${formatCount(report.objects)} objects with ${formatCount(report.references)} references`,
    ...notes.map(({ message }) => `note: ${message}`),
    '',
    row('retained', 'shallow', 'count', 'class'),
    ...classes.map((total) =>
      row(
        formatBytes(total.retained),
        formatBytes(total.shallow),
        formatCount(total.count),
        `${total.name}${placeText(total.place, shorten)}`,
      ),
    ),
    '',
    row('retained', 'shallow', 'object'),
    ...largest.flatMap((object) => heldLines(object, shorten, row)),
    ...(strings.length === 0 ? [] : ['', row('wasted', 'copies', 'string')]),
    ...strings.map(({ text, count, wasted }) => row(formatBytes(wasted), formatCount(count), JSON.stringify(text))),
    ...(detached.length === 0 ? [] : ['', row('retained', 'shallow', 'detached from the page')]),
    ...detached.flatMap((object) => heldLines(object, shorten, row)),
  ]
    .map(printable)
    .concat('')
    .join('\n');
}

function heldLines(
  { path, place, ...object }: HeldObject,
  shorten: Shorten,
  row: (...cells: readonly string[]) => string,
): readonly string[] {
  const what = `${objectText(object)}${placeText(place, shorten)}`;
  return [
    row(formatBytes(object.retained), formatBytes(object.self), what),
    row('', '', `  held by ${pathText(path)}`),
  ];
}

export function placeText(place: HeapPlace | undefined, shorten: Shorten): string {
  return place === undefined || place.file === '' ? '' : `  ${formatPlace(shorten(place.file), place.line)}`;
}

/** A distance that only V8's own references give says nothing to a person. */
export function distanceText(distance: number): string {
  if (distance < 0) return 'held by nothing but weak references';
  return distance >= systemDistance ? 'held by V8 itself' : `${distance} steps from a root`;
}
