import { at } from '../src/core/model/at.ts';
import { categoryIndex } from '../src/core/model/category.ts';
import { formatPlace } from '../src/core/text/formatPlace.ts';
import { formatShare } from '../src/core/text/formatShare.ts';
import { formatWeight } from '../src/core/text/formatWeight.ts';
import { escapeMarkdown } from './escapeMarkdown.ts';
import type { Scene } from './scene.ts';

/** More lines are better sent as a profile. */
const mostLines = 200;

/** Lines of the call tree, the selected box with what is open below it or else all, as a nested list in Markdown. */
export function treeMarkdown({ session, index, row: selected }: Scene, lines: Uint32Array): string {
  const { functions, unit, total } = session;
  const { boxes, end } = index;
  const subtree = selected < 0 ? lines : lines.filter((row) => row >= selected && row < at(end, selected));
  const top = selected < 0 ? 0 : at(boxes.depth, selected);
  const item = (row: number): string => {
    const fn = at(boxes.function, row);
    const width = at(boxes.width, row);
    const shared = total > 0 && functions.category[fn] !== categoryIndex.idle;
    const share = shared ? ` (${formatShare(width / total)})` : '';
    const weights = `${formatWeight(width, unit)}${share}, self ${formatWeight(at(boxes.self, row), unit)}`;
    const place = formatPlace(at(functions.file, fn), at(functions.line, fn));
    const suffix = place === '' ? '' : ` – ${escapeMarkdown(place)}`;
    return `${'  '.repeat(at(boxes.depth, row) - top)}- ${weights}: ${escapeMarkdown(at(functions.name, fn))}${suffix}`;
  };
  return Array.from(subtree.slice(0, mostLines), item).join('\n');
}
