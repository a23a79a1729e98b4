import { diffArrays } from 'diff';
import { at } from '../model/at.ts';

/** Where a line of an earlier text is in a later one. */
export interface FollowedLine {
  /** 0-based. */
  readonly line: number;
  /** Whether more than its blanks changed. */
  readonly changed: boolean;
}

/** More differences than this are not worth the time: such texts share only lines that are unmistakable. */
const mostEdits = 500;
/** Rows times columns of a comparison of changed lines: 200 lines that became 200 others. */
const mostPairs = 40_000;
/** From this part of its letters on, a changed line is still the same line. */
const alike = 0.5;
/** Shorter lines, a lone bracket say, are no sign that code was moved. */
const telling = 4;

/**
 * For each line of `before` where it is in `after`; undefined where it was deleted. Blanks do not count, so code that
 * was only indented anew is the same code; a line that was moved elsewhere is found when there is no other like it.
 */
export function followLines(before: readonly string[], after: readonly string[]): (FollowedLine | undefined)[] {
  const followed: (FollowedLine | undefined)[] = [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  for (let line = 0; line < start; line++) followed[line] = { line, changed: false };
  for (let line = 1; line <= end; line++) {
    followed[before.length - line] = { line: after.length - line, changed: false };
  }
  const earlier = before.slice(start, before.length - end).map(withoutBlanks);
  const later = after.slice(start, after.length - end).map(withoutBlanks);
  for (const [line, found] of followChanged(earlier, later).entries()) {
    followed[start + line] = found === undefined ? undefined : { ...found, line: start + found.line };
  }
  return followed;
}

/** Lines of both texts that stand in one place and have nothing in common; as positions in the texts. */
interface Gap {
  readonly removed: readonly number[];
  readonly added: readonly number[];
}

function followChanged(before: readonly string[], after: readonly string[]): (FollowedLine | undefined)[] {
  const followed = new Array<FollowedLine | undefined>(before.length).fill(undefined);
  const gaps = gapsBetween(before, after, (from, to) => {
    followed[from] = { line: to, changed: false };
  });
  const moved = findMoved(before, after, gaps);
  for (const [from, to] of moved) followed[from] = { line: to, changed: false };
  const taken = new Set(moved.values());
  for (const { removed, added } of gaps) {
    const left = removed.filter((line) => !moved.has(line));
    const free = added.filter((line) => !taken.has(line));
    for (const [from, to] of pairAlike(left, free, before, after)) followed[from] = { line: to, changed: true };
  }
  return followed;
}

function gapsBetween(
  before: readonly string[],
  after: readonly string[],
  same: (from: number, to: number) => void,
): Gap[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: mostEdits });
  const gaps: { removed: number[]; added: number[] }[] = [];
  let gap: (typeof gaps)[number] | undefined;
  let from = 0;
  let to = 0;
  const openGap = (): (typeof gaps)[number] => {
    if (gap === undefined) gaps.push((gap = { removed: [], added: [] }));
    return gap;
  };
  const remove = (count: number): void => {
    for (let line = 0; line < count; line++) openGap().removed.push(from++);
  };
  const add = (count: number): void => {
    for (let line = 0; line < count; line++) openGap().added.push(to++);
  };
  // Too different for a diff.
  const found = changes ?? [
    { removed: true, added: false, count: before.length },
    { removed: false, added: true, count: after.length },
  ];
  for (const { removed, added, count } of found) {
    if (removed) remove(count);
    else if (added) add(count);
    else {
      gap = undefined;
      for (let line = 0; line < count; line++) same(from++, to++);
    }
  }
  return gaps;
}

/** Lines that vanished in one place and stand, letter by letter, in another; those of which there are two are not sure. */
function findMoved(before: readonly string[], after: readonly string[], gaps: readonly Gap[]): Map<number, number> {
  const removed = onlyOnes(
    before,
    gaps.flatMap((gap) => gap.removed),
  );
  const added = onlyOnes(
    after,
    gaps.flatMap((gap) => gap.added),
  );
  const moved = new Map<number, number>();
  for (const [text, from] of removed) {
    const to = added.get(text);
    if (from >= 0 && to !== undefined && to >= 0 && text.length >= telling) moved.set(from, to);
  }
  return moved;
}

/** By text, the line that has it; -1 for a text of several lines. */
function onlyOnes(texts: readonly string[], lines: readonly number[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const line of lines) {
    const text = at(texts, line);
    found.set(text, found.has(text) ? -1 : line);
  }
  return found;
}

/** Which lines became which, in order, so that together they are as much alike as they can be. */
function pairAlike(
  removed: readonly number[],
  added: readonly number[],
  before: readonly string[],
  after: readonly string[],
): (readonly [number, number])[] {
  const [onlyRemoved, secondRemoved] = removed;
  const [onlyAdded, secondAdded] = added;
  if (onlyRemoved === undefined || onlyAdded === undefined || removed.length * added.length > mostPairs) return [];
  // One line in the place of one: whatever it says now, it was edited.
  if (secondRemoved === undefined && secondAdded === undefined) return [[onlyRemoved, onlyAdded]];
  const earlier = removed.map((line) => letterPairs(at(before, line)));
  const later = added.map((line) => letterPairs(at(after, line)));
  const width = added.length + 1;
  // best[i * width + j]: of the lines from the i-th removed and the j-th added on.
  const best = new Float64Array((removed.length + 1) * width);
  const gain = new Float64Array(best.length);
  for (let i = removed.length - 1; i >= 0; i--) {
    for (let j = added.length - 1; j >= 0; j--) {
      const cell = i * width + j;
      const likeness = likenessOf(at(earlier, i), at(later, j));
      gain[cell] = likeness >= alike ? likeness + at(best, cell + width + 1) : 0;
      best[cell] = Math.max(at(gain, cell), at(best, cell + width), at(best, cell + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < removed.length && j < added.length;) {
    const cell = i * width + j;
    if (at(best, cell) === 0) break;
    if (at(gain, cell) === at(best, cell)) pairs.push([at(removed, i++), at(added, j++)]);
    else if (at(best, cell + width) === at(best, cell)) i++;
    else j++;
  }
  return pairs;
}

/** Dice's coefficient of two lines' pairs of letters, 0..1. */
function likenessOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared++;
  return (2 * shared) / (a.size + b.size);
}

function letterPairs(text: string): Set<string> {
  const pairs = new Set<string>();
  for (let index = 1; index < text.length; index++) pairs.add(text.slice(index - 1, index + 1));
  return pairs;
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '');
}
