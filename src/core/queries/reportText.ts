import type { TypeWeight } from '../analysis/typesBy.ts';
import { bandMargin } from '../stats/shareBand.ts';
import { formatCount } from '../text/formatCount.ts';
import { formatMargin } from '../text/formatMargin.ts';
import { formatPlace } from '../text/formatPlace.ts';
import { formatShare } from '../text/formatShare.ts';
import { formatTypes } from '../text/formatTypes.ts';
import { formatWeight } from '../text/formatWeight.ts';
import { printable } from '../text/printable.ts';
import { memoryErrorLines } from './memoryErrorLines.ts';
import { findingLines } from './findingLines.ts';
import { processLines } from './processLines.ts';
import type { Report, ShareBand } from './report.ts';

/** A report for a terminal. @param shorten what to print for a file's path. */
export function reportText(report: Report, shorten: (file: string) => string): string {
  const { unit, total, functions, lines, notes } = report;
  const weight = (value: number): string => formatWeight(value, unit);
  const row = (self: string, share: string, all: string, what: string): string =>
    `${self.padStart(10)} ${share.padStart(11)} ${all.padStart(13)}  ${what}`.trimEnd();
  const sum = report.event === undefined ? weight(total) : `${weight(total)} ${printable(report.event)}`;
  return [
    `${sum}${describeSamples(report.samples)}, measured by ${report.tool}`,
    ...(report.types === undefined || report.types.length === 0 ? [] : [printable(typesLine(report.types, report))]),
    ...processLines(report.timeline ?? []).map(printable),
    ...notes.map((note) => `note: ${printable(note.message)}`),
    ...findingLines(report.findings, shorten).map(printable),
    ...memoryErrorLines(report.memoryErrors, shorten).map(printable),
    '',
    row('self', '', 'total', 'function'),
    ...functions.map((fn) => {
      const place = formatPlace(shorten(fn.file), fn.line);
      const what = place === '' ? fn.name : `${fn.name}  ${place}`;
      return row(
        weight(fn.self),
        share(fn.selfShare, fn.selfBand),
        share(fn.totalShare, fn.totalBand),
        printable([what, formatTypes(fn.types ?? [])].filter(Boolean).join('  ')),
      );
    }),
    '',
    row('self', '', 'total', 'line'),
    ...lines.map((line) => {
      const totalShare = `${line.estimated ? '~' : ''}${share(line.totalShare, line.totalBand)}`;
      const what = `${formatPlace(shorten(line.file), line.line)}  ${line.function}`;
      return row(weight(line.self), share(line.selfShare, line.selfBand), totalShare, printable(what));
    }),
    '',
  ].join('\n');
}

/** What lives of all that was counted. */
function typesLine(types: readonly TypeWeight[], { unit, event }: Report): string {
  const live = types.reduce((sum, { weight }) => sum + weight, 0);
  const what = event?.startsWith('live') === true ? 'types' : `${formatWeight(live, unit)} of it still live`;
  return `${what}: ${formatTypes(types)}`;
}

/** Nothing where events were counted, not sampled. */
function describeSamples(samples: number): string {
  return samples === 0 ? '' : ` in ${formatCount(samples)} ${samples === 1 ? 'sample' : 'samples'}`;
}

/** `38 % ±3`: the share and half of its band, in percentage points. What has no weight needs none. */
function share(fraction: number, band: ShareBand | undefined): string {
  const known = formatShare(fraction);
  if (band === undefined || fraction === 0) return known;
  return `${known} ${formatMargin(bandMargin({ low: band[0], high: band[1] }))}`;
}
