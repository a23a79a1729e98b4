import { at } from '../src/core/model/at.ts';
import { stackOf } from './boxFamily.ts';
import type { BoxIndex } from './boxIndex.ts';

/** The range of a graph that a chart shows, and the box that it was chosen by (-1: none). An empty range is the whole. */
export interface Zoom {
  readonly left: number;
  readonly right: number;
  readonly focus: number;
}

/** Narrower ranges would be lost in the rounding of the numbers. */
const narrowestShare = 1e-9;

const whole: Zoom = { left: 0, right: 0, focus: -1 };

export function rangeOf(index: BoxIndex, zoom: Zoom): { readonly left: number; readonly right: number } {
  const { left, right } = zoom.right > zoom.left ? zoom : index;
  // Even an empty graph has a range that can be divided by.
  return { left, right: right > left ? right : left + 1 };
}

/** To a box; -1 is the whole graph. */
export function zoomToBox(index: BoxIndex, row: number): Zoom {
  if (row < 0 || at(index.boxes.width, row) <= 0) return whole;
  const left = at(index.boxes.start, row);
  return { left, right: left + at(index.boxes.width, row), focus: row };
}

/** By a factor, so that what is at `share` of the view's width stays there. */
export function zoomBy(index: BoxIndex, zoom: Zoom, share: number, factor: number): Zoom {
  const { left, right } = rangeOf(index, zoom);
  const all = index.right - index.left;
  const width = Math.max((right - left) / factor, all * narrowestShare);
  return width >= all ? whole : moved(index, zoom, left + share * (right - left - width), width);
}

/** By a share of the view's width. */
export function panBy(index: BoxIndex, zoom: Zoom, share: number): Zoom {
  const { left, right } = rangeOf(index, zoom);
  return moved(index, zoom, left + share * (right - left), right - left);
}

/** So that a box is at least partly in the range: out to the nearest caller of the focus that has it inside. */
export function zoomOutTo(index: BoxIndex, zoom: Zoom, row: number): Zoom {
  const { left, right } = rangeOf(index, zoom);
  const boxLeft = at(index.boxes.start, row);
  const boxRight = boxLeft + at(index.boxes.width, row);
  if (boxRight > left && boxLeft < right) return zoom;
  return zoomToBox(index, covering(index, zoom.focus, boxLeft, boxRight));
}

function moved(index: BoxIndex, zoom: Zoom, wanted: number, width: number): Zoom {
  const left = Math.max(Math.min(wanted, index.right - width), index.left);
  if (width >= index.right - index.left) return whole;
  return { left, right: left + width, focus: covering(index, zoom.focus, left, left + width) };
}

/** The nearest caller of `row`, or itself, that spans the range, or -1. */
function covering(index: BoxIndex, row: number, left: number, right: number): number {
  const { start, width } = index.boxes;
  return (
    stackOf(index.boxes, row).find((box) => at(start, box) <= left && at(start, box) + at(width, box) >= right) ?? -1
  );
}
