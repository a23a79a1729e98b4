import { formatBytes } from '../../text/formatBytes.ts';
import { formatCount } from '../../text/formatCount.ts';
import { printable } from '../../text/printable.ts';
import { placeText, type Shorten } from './heapReportText.ts';
import { bytesPerRound } from './leakLines.ts';
import type { LeakReport, LeakSuspect } from './leakReport.ts';
import { allocationPlace, ownAllocation } from './ownAllocation.ts';
import { pathText } from './pathText.ts';

export function leakReportText({ verdict, totals, leaks, settled, notes }: LeakReport, shorten: Shorten): string {
  const rounds = totals.length - 1;
  const sizes = totals.map(formatBytes).join(' → ');
  return [
    verdict === 'leak'
      ? `Leak: ${leaks.length === 1 ? 'one kind of object grows' : `${leaks.length} kinds of objects grow`} with every one of ${rounds} rounds`
      : `No leak in ${rounds} rounds: nothing grows with every round and stays`,
    `heap: ${sizes}`,
    ...notes.map(({ message }) => `note: ${message}`),
    ...leaks.flatMap((suspect) => ['', ...suspectLines(suspect, shorten)]),
    ...(settled.length === 0 ? [] : ['', 'grew at first, then settled (no leak)']),
    ...settled.map(({ class: name, counts, path }) => `  ${name}  ${numbers(counts)}  ${pathText(path)}`),
  ]
    .map(printable)
    .concat('')
    .join('\n');
}

function suspectLines(suspect: LeakSuspect, shorten: Shorten): readonly string[] {
  const { bytes, counts, survivors, held } = suspect;
  const own = ownAllocation(suspect);
  return [
    `${suspect.class}${placeText(suspect.place, shorten)}: ${formatBytes(bytesPerRound(suspect))} a round`,
    `  objects    ${numbers(counts)}`,
    `  bytes      ${bytes.map(formatBytes).join(' → ')}`,
    `  kept       ${survivors.map(formatCount).join(', ')} of what each round made`,
    `  held by    ${pathText(suspect.path)}`,
    ...(held === undefined ? [] : [`  held in    ${held.name}${placeText(held.place, shorten)}`]),
    ...(own === undefined
      ? []
      : [`  allocated  ${own.function || '(anonymous)'}${placeText(allocationPlace(own), shorten)}`]),
    `  example    @${suspect.example}`,
  ];
}

function numbers(counts: readonly number[]): string {
  return counts.map(formatCount).join(' → ');
}
