/** Height of a box with the gap below it, px. */
export const rowHeight = 20;

/** Height of the time axis, px. */
export const rulerHeight = 20;

/** How a graph lies in the view; all lengths in CSS pixels. */
export interface Geometry {
  readonly left: number;
  readonly right: number;
  readonly width: number;
  readonly height: number;
  readonly scroll: number;
  readonly depths: number;
  /** Space above the boxes. */
  readonly top: number;
  readonly rootAtBottom: boolean;
}

export function toX(geometry: Geometry, position: number): number {
  return ((position - geometry.left) / (geometry.right - geometry.left)) * geometry.width;
}

export function toPosition(geometry: Geometry, x: number): number {
  return geometry.left + (x / geometry.width) * (geometry.right - geometry.left);
}

/** Height of everything; at least that of the view, so that a small graph stands on its ground. */
export function contentHeight(geometry: Omit<Geometry, 'scroll'>): number {
  return Math.max(geometry.top + geometry.depths * rowHeight, geometry.height);
}

/** Upper edge of a depth's boxes within the content. */
export function contentY(geometry: Omit<Geometry, 'scroll'>, depth: number): number {
  return geometry.rootAtBottom ? contentHeight(geometry) - (depth + 1) * rowHeight : geometry.top + depth * rowHeight;
}

export function toY(geometry: Geometry, depth: number): number {
  return contentY(geometry, depth) - geometry.scroll;
}

/** The depth at a height of the view; outside of the graph when nothing is there. */
export function depthAt(geometry: Geometry, y: number): number {
  if (y < geometry.top) return -1;
  const down = y + geometry.scroll;
  return geometry.rootAtBottom
    ? Math.floor((contentHeight(geometry) - down) / rowHeight)
    : Math.floor((down - geometry.top) / rowHeight);
}

/** First depth on screen, and the one behind the last. */
export function depthRange(geometry: Geometry): readonly [number, number] {
  const upper = depthAt(geometry, geometry.top);
  const lower = depthAt(geometry, geometry.height);
  return [Math.max(0, Math.min(upper, lower)), Math.max(upper, lower) + 1];
}
