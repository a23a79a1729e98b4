import { functionTimes } from '../analysis/functionTimes.ts';
import { lineTimes } from '../analysis/lineTimes.ts';
import type { Profile, Unit } from '../model/profile.ts';
import { formatShare } from '../text/formatShare.ts';
import { formatWeight } from '../text/formatWeight.ts';

/** Version 1 of the JSON that `heatline annotate --json` prints. Weights are in `unit`, shares are of the whole profile. */
export interface Annotation {
  readonly version: 1;
  readonly file: string;
  readonly unit: Unit;
  readonly total: number;
  /** Lines with weight, from the top of the file. */
  readonly lines: readonly AnnotatedLine[];
}

export interface AnnotatedLine {
  readonly line: number;
  readonly self: number;
  readonly total: number;
  readonly selfShare: number;
  readonly totalShare: number;
  readonly estimated: boolean;
  readonly text: string;
}

/** The hot lines of one file. @param file as the profile names it. @param source the file's text. */
export function annotate(profile: Profile, { file, source }: { file: string; source: string }): Annotation {
  const { sum } = functionTimes(profile);
  const text = source.split(/\r?\n/);
  const lines = lineTimes(profile)
    .filter((time) => time.file === file)
    .sort((a, b) => a.line - b.line)
    .map(({ line, self, total, estimated }) => ({
      line,
      self,
      total,
      selfShare: sum > 0 ? self / sum : 0,
      totalShare: sum > 0 ? total / sum : 0,
      estimated,
      text: text[line - 1] ?? '',
    }));
  return { version: 1, file, unit: profile.unit, total: sum, lines };
}

/** The whole source with its numbers in front, for a terminal. */
export function annotationText({ lines, unit }: Annotation, source: string): string {
  const byLine = new Map(lines.map((line) => [line.line, line]));
  const row = (self: string, share: string, total: string, number: string, text: string): string =>
    `${self.padStart(10)} ${share.padStart(7)} ${total.padStart(9)} ${number.padStart(6)}  ${text}`.trimEnd();
  const rows = source.split(/\r?\n/).map((text, index) => {
    const hot = byLine.get(index + 1);
    if (hot === undefined) return row('', '', '', String(index + 1), text);
    const total = `${hot.estimated ? '~' : ''}${formatShare(hot.totalShare)}`;
    const self = hot.self > 0 ? [formatWeight(hot.self, unit), formatShare(hot.selfShare)] : ['', ''];
    return row(self[0] ?? '', self[1] ?? '', total, String(index + 1), text);
  });
  return `${[row('self', '', 'total', 'line', ''), ...rows].join('\n')}\n`;
}
