import { at } from '../src/core/model/at.ts';
import { formatPlace } from '../src/core/text/formatPlace.ts';
import { formatShare } from '../src/core/text/formatShare.ts';
import { formatWeight } from '../src/core/text/formatWeight.ts';
import { escapeMarkdown } from './escapeMarkdown.ts';
import type { Scene } from './scene.ts';
import { sortFunctions } from './sortFunctions.ts';

/** More rows are better sent as a profile. */
const mostRows = 50;

/** The functions in the order of their table, as a table in Markdown. Names are as the profile has them, so they are escaped. */
export function tableMarkdown({ session, sort, hits }: Scene): string {
  const { functions, unit, total } = session;
  const weight = (value: number): string =>
    total > 0 ? `${formatWeight(value, unit)} (${formatShare(value / total)})` : formatWeight(value, unit);
  const rows = sortFunctions(functions, sort, hits?.functions)
    .slice(0, mostRows)
    .map((fn) =>
      [
        weight(at(functions.self, fn)),
        weight(at(functions.total, fn)),
        escapeMarkdown(at(functions.name, fn)),
        escapeMarkdown(formatPlace(at(functions.file, fn), at(functions.line, fn))),
      ].join(' | '),
    );
  return ['| Self | Total | Function | File |', '|--:|--:|---|---|', ...rows.map((row) => `| ${row} |`)].join('\n');
}
