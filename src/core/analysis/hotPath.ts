import { at } from '../model/at.ts';
import type { BoxTable } from './boxTable.ts';

/** A child with less than this part of its parent's weight is one of several ways, not the way. */
const leastPart = 0.5;

/**
 * Rows from a box to where its weight falls apart: the heaviest child, and that one's heaviest child, as long as it has at
 * least half of its parent's weight. @param from its row, with which the path begins; -1 begins with the heaviest root.
 */
export function hotPath({ parent, width }: BoxTable, from: number): number[] {
  let heaviestRoot = -1;
  const heaviestChild = new Int32Array(parent.length).fill(-1);
  const isHeavier = (row: number, than: number): boolean => than < 0 || at(width, row) > at(width, than);
  for (const [row, up] of parent.entries()) {
    if (up < 0) heaviestRoot = isHeavier(row, heaviestRoot) ? row : heaviestRoot;
    else if (isHeavier(row, at(heaviestChild, up))) heaviestChild[up] = row;
  }
  const path: number[] = [];
  let row = from < 0 ? heaviestRoot : from;
  while (row >= 0) {
    path.push(row);
    const next = at(heaviestChild, row);
    row = next >= 0 && at(width, next) >= leastPart * at(width, row) ? next : -1;
  }
  return path;
}
