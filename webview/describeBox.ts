import { at } from '../src/core/model/at.ts';
import { categoryIndex, categoryName, type Category } from '../src/core/model/category.ts';
import { bandMargin, shareBand } from '../src/core/stats/shareBand.ts';
import { formatMargin } from '../src/core/text/formatMargin.ts';
import { formatPlace } from '../src/core/text/formatPlace.ts';
import { formatShare } from '../src/core/text/formatShare.ts';
import { formatWeight } from '../src/core/text/formatWeight.ts';
import type { DiffContent, SessionView } from '../src/protocol.ts';
import { changeMark } from './changeMark.ts';
import type { GraphScene } from './scene.ts';

/** What a person is told about a box or a function. */
export interface Description {
  readonly name: string;
  /** `src/parse.ts:12`; empty when not known. */
  readonly place: string;
  readonly category: Category;
  readonly self: string;
  readonly total: string;
  /** `12 % → 20 %`: the total in two sessions; only where these are compared. */
  readonly change?: string;
}

export function describeFunction(session: SessionView, fn: number): Description {
  const { functions } = session;
  return describe(session, fn, at(functions.self, fn), at(functions.total, fn));
}

export function describeBox(session: SessionView, { index, diff }: GraphScene, row: number): Description {
  const { boxes } = index;
  const width = at(boxes.width, row);
  const description = describe(session, at(boxes.function, row), at(boxes.self, row), width);
  return diff === undefined
    ? description
    : { ...description, change: changeOf(session, diff, { row, sum: index.right - index.left }) };
}

function changeOf(
  { unit }: SessionView,
  { boxes, change, normalized }: DiffContent,
  { row, sum }: { readonly row: number; readonly sum: number },
): string {
  const [before, after] = [at(boxes.before, row), at(boxes.width, row)];
  // Normalized, both are in the later profile's scale.
  const text = (weight: number): string => (normalized ? formatShare(weight / sum) : formatWeight(weight, unit));
  return `${text(before)} → ${text(after)} ${changeMark(at(change, row))}`;
}

function describe(session: SessionView, fn: number, self: number, total: number): Description {
  const { functions } = session;
  return {
    name: at(functions.name, fn),
    place: formatPlace(at(functions.file, fn), at(functions.line, fn)),
    category: categoryName(at(functions.category, fn)),
    self: weightAndShare(session, fn, self),
    total: weightAndShare(session, fn, total),
  };
}

/** Idle time is not a part of the total, so it has no share of it. */
function weightAndShare(session: SessionView, fn: number, weight: number): string {
  const text = formatWeight(weight, session.unit);
  if (session.functions.category[fn] === categoryIndex.idle || session.total <= 0) return text;
  const share = weight / session.total;
  const margin = session.samples === undefined ? '' : ` ${formatMargin(bandMargin(shareBand(share, session.samples)))}`;
  return `${text} (${formatShare(share)}${margin})`;
}

/** One line for a screen reader. */
export function spokenDescription({ name, place, self, total }: Description): string {
  return [name, place, `total ${total}`, `self ${self}`].filter((part) => part !== '').join(', ');
}
