import type { Category } from '../model/category.ts';
import type { Note } from '../model/note.ts';
import type { Unit } from '../model/profile.ts';
import { escapeHtml } from './escapeHtml.ts';
import { formatPlace } from './formatPlace.ts';
import { formatShare } from './formatShare.ts';
import { formatWeight } from './formatWeight.ts';

/** What the self-contained HTML report shows; its script finds it as JSON in the page. */
export interface ReportData {
  readonly title: string;
  /** e.g. `V8 · 4.2 s · 3,512 samples`. */
  readonly subtitle: string;
  readonly unit: Unit;
  /** Weight of everything but idle time; what shares are of. */
  readonly total: number;
  readonly notes: readonly Note[];
  /** What is worth changing, the most first. */
  readonly findings: readonly ReportFinding[];
  /** At most a thousand frames, as each becomes an element of the page. */
  readonly tree: ReportFrame;
  /** The first rows of each list; the report says that there may be more. */
  readonly functions: readonly ReportRow[];
  readonly lines: readonly ReportRow[];
}

export interface ReportFrame {
  readonly name: string;
  /** Own weight and that of the children. */
  readonly value: number;
  /** Absent in the root of all and in frames that stand for many small ones. */
  readonly category?: Category;
  /** `src/parse.ts:12`. */
  readonly place?: string;
  readonly children: readonly ReportFrame[];
}

interface ReportFinding {
  readonly title: string;
  /** `src/parse.ts:12`, or empty. */
  readonly place: string;
  readonly evidence: readonly string[];
  readonly advice: string;
}

interface ReportRow {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly self: number;
  readonly total: number;
}

/** The id of the script element that holds `ReportData`. */
export const reportDataId = 'report-data';

// Nothing may be loaded or sent. Inline is all that a file on its own can have, and no text in it is unescaped.
const policy =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The whole page. `script` and `style` are the built report's, put inside so that it needs no other file. */
export function renderReport(data: ReportData, script: string, style: string): string {
  const { title, subtitle, notes, findings, functions, lines } = data;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Heatline">
<title>${escapeHtml(title)} – Heatline</title>
<style>${inline(style, 'style')}</style>
</head>
<body>
<header>
<h1>${escapeHtml(title)}</h1>
<p class="subtitle">${escapeHtml(subtitle)}</p>
${list(notes)}</header>
<main>
${findingList(findings)}<section class="graph" aria-labelledby="graph-title">
<h2 id="graph-title">Flame graph</h2>
<noscript><p>The flame graph needs JavaScript; the tables below do not.</p></noscript>
<div id="controls"></div>
<div id="chart"></div>
<p id="frame" role="status">&nbsp;</p>
</section>
${table('Hot functions', 'Function', functions, data)}
${table('Hot lines', 'In function', lines, data)}
</main>
<script type="application/json" id="${reportDataId}">${json(data)}</script>
<script>${inline(script, 'script')}</script>
</body>
</html>
`;
}

function list(notes: readonly Note[]): string {
  if (notes.length === 0) return '';
  return `<ul class="notes">\n${notes.map(({ message }) => `<li>${escapeHtml(message)}</li>\n`).join('')}</ul>\n`;
}

function findingList(findings: readonly ReportFinding[]): string {
  if (findings.length === 0) return '';
  const items = findings.map(
    ({ title, place, evidence, advice }) =>
      `<li><strong><bdi>${escapeHtml(title)}</bdi></strong> <span class="place"><bdi>${escapeHtml(place)}</bdi></span>\n` +
      `${evidence.map((fact) => `<p><bdi>${escapeHtml(fact)}</bdi></p>\n`).join('')}<p>${escapeHtml(advice)}</p></li>\n`,
  );
  return `<section class="findings">\n<h2>Findings</h2>\n<ul>\n${items.join('')}</ul>\n</section>\n`;
}

function table(title: string, nameTitle: string, rows: readonly ReportRow[], { unit, total }: ReportData): string {
  if (rows.length === 0) return '';
  const weight = (value: number): string =>
    `<td class="number">${formatWeight(value, unit)}</td><td class="number share">${total > 0 ? formatShare(value / total) : ''}</td>`;
  const body = rows.map(
    (row) =>
      `<tr>${weight(row.self)}${weight(row.total)}<td><bdi>${escapeHtml(row.name)}</bdi></td>` +
      `<td class="place"><bdi>${escapeHtml(formatPlace(row.file, row.line))}</bdi></td></tr>\n`,
  );
  return `<section>
<h2>${title}</h2>
<table>
<thead><tr><th scope="col" colspan="2">Self</th><th scope="col" colspan="2">Total</th><th scope="col">${nameTitle}</th><th scope="col">Place</th></tr></thead>
<tbody>
${body.join('')}</tbody>
</table>
</section>`;
}

/** JSON that no HTML parser takes for anything else. */
function json(data: ReportData): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

/**
 * Code that cannot end its own element (`<\/` is the same in strings, regular expressions and comments), and without the
 * name of a source map, which nobody has beside the report.
 */
function inline(code: string, element: 'script' | 'style'): string {
  return code
    .replace(/\/[/*]# sourceMappingURL=.*/, '')
    .replace(new RegExp(`</(?=${element})`, 'gi'), '<\\/')
    .replaceAll('<!--', '<\\!--');
}
