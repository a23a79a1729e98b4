import { formatCount } from '../text/formatCount.ts';
import { formatPlace } from '../text/formatPlace.ts';
import { formatShare } from '../text/formatShare.ts';
import { formatWeight } from '../text/formatWeight.ts';
import type { Report } from './report.ts';

/** A report for a terminal. @param shorten what to print for a file's path. */
export function reportText(report: Report, shorten: (file: string) => string): string {
  const { unit, total, functions, lines, notes } = report;
  const weight = (value: number): string => formatWeight(value, unit);
  const row = (self: string, share: string, all: string, what: string): string =>
    `${self.padStart(10)} ${share.padStart(7)} ${all.padStart(9)}  ${what}`.trimEnd();
  const samples = `${formatCount(report.samples)} ${report.samples === 1 ? 'sample' : 'samples'}`;
  return [
    `${weight(total)} in ${samples}, measured by ${report.tool}`,
    ...notes.map((note) => `note: ${printable(note.message)}`),
    '',
    row('self', '', 'total', 'function'),
    ...functions.map((fn) => {
      const place = formatPlace(shorten(fn.file), fn.line);
      const what = place === '' ? fn.name : `${fn.name}  ${place}`;
      return row(weight(fn.self), formatShare(fn.selfShare), formatShare(fn.totalShare), printable(what));
    }),
    '',
    row('self', '', 'total', 'line'),
    ...lines.map((line) => {
      const totalShare = `${line.estimated ? '~' : ''}${formatShare(line.totalShare)}`;
      const what = `${formatPlace(shorten(line.file), line.line)}  ${line.function}`;
      return row(weight(line.self), formatShare(line.selfShare), totalShare, printable(what));
    }),
    '',
  ].join('\n');
}

/** Names come from files: control characters in them must not reach a terminal. */
function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what is replaced.
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '�');
}
