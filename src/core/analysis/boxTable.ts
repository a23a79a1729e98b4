/**
 * A laid-out flame graph: one row a box, in depth-first order, so a box's subtree is the run of rows behind it that are deeper.
 * `start` and `width` are in the profile's unit; the same shape serves the left-heavy graph and the time-ordered chart.
 */
export interface BoxTable {
  readonly function: Uint32Array;
  /** 0 at the bottom of the stack. */
  readonly depth: Uint32Array;
  /** Row of the caller's box, -1 at depth 0. */
  readonly parent: Int32Array;
  readonly start: Float64Array;
  /** The box's total: its own weight and that of all boxes above it. */
  readonly width: Float64Array;
  readonly self: Float64Array;
}
