import { at } from '../src/core/model/at.ts';
import type { BoxIndex } from './boxIndex.ts';
import { lowerBound } from '../src/core/model/lowerBound.ts';

/** The part of a graph that is on screen: a range of weight (or time) over a width in pixels, and a range of depths. */
export interface Window2d {
  readonly left: number;
  readonly right: number;
  readonly pixels: number;
  readonly firstDepth: number;
  /** Behind the last depth. */
  readonly endDepth: number;
}

/** A rectangle to draw: one box, or a run of boxes of one depth that are each too narrow to be seen. */
export interface Strip {
  /** The box, or the first of the run. */
  readonly row: number;
  /** The last box of the run; `row` when it is one box. */
  readonly lastRow: number;
  readonly depth: number;
  /** Pixels from the window's left edge; may be negative. */
  readonly x: number;
  readonly width: number;
}

/** Boxes narrower than this are merged. A pixel is the least that can be seen at all. */
const narrow = 1;

/** What is to be drawn. The work is bounded by depths × pixels on screen, whatever the size of the graph. */
export function visibleBoxes(index: BoxIndex, window: Window2d): Strip[] {
  const strips: Strip[] = [];
  const endDepth = Math.min(window.endDepth, index.depths);
  for (let depth = Math.max(0, window.firstDepth); depth < endDepth; depth++) addDepth(strips, index, window, depth);
  return strips;
}

function addDepth(strips: Strip[], index: BoxIndex, window: Window2d, depth: number): void {
  const { boxes, byDepth } = index;
  const stop = at(index.depthStart, depth + 1);
  const scale = window.pixels / (window.right - window.left);
  const rowAt = (place: number): number => at(byDepth, place);
  const startAt = (place: number): number => at(boxes.start, rowAt(place));
  const widthAt = (place: number): number => at(boxes.width, rowAt(place));

  let place = lowerBound(at(index.depthStart, depth), stop, (i) => startAt(i) + widthAt(i) > window.left);
  while (place < stop) {
    const x = (startAt(place) - window.left) * scale;
    if (x >= window.pixels) return;
    const row = rowAt(place);
    if (widthAt(place) * scale >= narrow) {
      strips.push({ row, lastRow: row, depth, x, width: widthAt(place) * scale });
      place++;
      continue;
    }
    // All boxes that begin within this pixel; only the last of them can reach beyond it.
    const limit = window.left + (Math.floor(x) + 1) / scale;
    let next = lowerBound(place + 1, stop, (i) => startAt(i) >= limit);
    if (next - 1 > place && widthAt(next - 1) * scale >= narrow) next--;
    const last = next - 1;
    const right = (startAt(last) + widthAt(last) - window.left) * scale;
    strips.push({ row, lastRow: rowAt(last), depth, x, width: right - x });
    place = next;
  }
}

/** The box at a position, or -1. A box that is too narrow to be hit exactly is taken from up to `slack` beside it. */
export function boxAt(index: BoxIndex, position: number, depth: number, slack: number): number {
  if (depth < 0 || depth >= index.depths) return -1;
  const { boxes, byDepth } = index;
  const start = at(index.depthStart, depth);
  const stop = at(index.depthStart, depth + 1);
  const behind = lowerBound(start, stop, (place) => at(boxes.start, at(byDepth, place)) > position + slack);
  if (behind === start) return -1;
  const row = at(byDepth, behind - 1);
  return at(boxes.start, row) + at(boxes.width, row) >= position - slack ? row : -1;
}
