import type { DiffTimes } from '../analysis/diffProfiles.ts';
import { formatCount } from '../text/formatCount.ts';
import { formatPlace } from '../text/formatPlace.ts';
import { formatShare } from '../text/formatShare.ts';
import { formatWeight } from '../text/formatWeight.ts';
import { printable } from '../text/printable.ts';
import type { Diff, DiffSum } from './diff.ts';

type Row = Diff['functions'][number] | Diff['lines'][number];

/** A comparison for a terminal. @param shorten what to print for a file's path. */
export function diffText(diff: Diff, shorten: (file: string) => string): string {
  const { normalized, metric, unit, functions, lines, notes } = diff;
  const side = (times: DiffTimes): string =>
    normalized ? formatShare(times[`${metric}Share`]) : formatWeight(times[metric], unit);
  const change = (delta: number): string =>
    `${delta > 0 ? '+' : ''}${normalized ? points(delta) : formatWeight(delta, unit)}`;
  const row = (before: string, after: string, delta: string, what: string): string =>
    `${before.padStart(10)} ${after.padStart(10)} ${delta.padStart(14)}  ${what}`.trimEnd();
  const table = (title: string, rows: readonly Row[], nameOf: (row: Row) => string): string[] => {
    const changed = rows.filter(({ delta }) => delta[metric] !== 0);
    if (changed.length === 0) return [`No ${title} changed.`];
    return [
      row('before', 'after', `${metric} `, title),
      ...changed.map((each) =>
        row(side(each.before), side(each.after), `${change(each.delta[metric])} ${mark(each, metric)}`, nameOf(each)),
      ),
    ];
  };
  const place = ({ file, line }: Row): string => formatPlace(shorten(file), line);
  const sum = ({ total, samples }: DiffSum): string =>
    `${formatWeight(total, unit)} in ${formatCount(samples)} samples`;
  return [
    `${sum(diff.before)} before, ${sum(diff.after)} after; ▲ grew, ▼ shrank, · within noise`,
    ...notes.map((note) => `note: ${printable(note.message)}`),
    '',
    ...table('function', functions, (each) =>
      printable('name' in each ? `${each.name}  ${place(each)}`.trimEnd() : ''),
    ),
    '',
    ...table('line', lines, (each) => printable('function' in each ? `${place(each)}  ${each.function}` : '')),
    '',
  ].join('\n');
}

/** Percentage points. */
function points(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`;
}

function mark({ significant, delta }: Row, metric: Diff['metric']): string {
  if (!significant) return '·';
  return delta[metric] > 0 ? '▲' : '▼';
}
