import type { Report } from '../core/queries/report.ts';
import { formatPlace } from '../core/text/formatPlace.ts';
import { formatShare } from '../core/text/formatShare.ts';
import { formatWeight } from '../core/text/formatWeight.ts';
import { describeRun } from './describeRun.ts';
import { escapeMarkdown } from './escapeMarkdown.ts';

/** The hottest functions and lines as Markdown tables, to paste where others read it. */
export function reportMarkdown(name: string, report: Report, displayPath: (file: string) => string): string {
  const { functions, lines, tool, unit, total, samples, notes } = report;
  const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;
  const amount = (weight: number, share: number): string => `${formatShare(share)} · ${formatWeight(weight, unit)}`;
  const place = (file: string, line: number): string => escapeMarkdown(formatPlace(displayPath(file), line));
  return [
    `**${escapeMarkdown(name)}** — ${describeRun({ tool, unit, weight: total, samples })}`,
    '',
    row('Function', 'Self', 'Total', 'Place'),
    '|---|--:|--:|---|',
    ...functions.map((fn) =>
      row(
        escapeMarkdown(fn.name),
        amount(fn.self, fn.selfShare),
        amount(fn.total, fn.totalShare),
        place(fn.file, fn.line),
      ),
    ),
    '',
    row('Line', 'Self', 'Total', 'Function'),
    '|---|--:|--:|---|',
    ...lines.map((line) =>
      row(
        place(line.file, line.line),
        amount(line.self, line.selfShare),
        `${line.estimated ? '~ ' : ''}${amount(line.total, line.totalShare)}`,
        escapeMarkdown(line.function),
      ),
    ),
    ...notes.map((note) => `\n${escapeMarkdown(note.message)}`),
    '',
  ].join('\n');
}
