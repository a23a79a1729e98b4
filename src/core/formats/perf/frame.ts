/** One frame of a stack: a function, and the 1-based position in its file that ran or called; 0 is unknown. */
export interface Frame {
  readonly fn: number;
  readonly line: number;
  readonly column: number;
  /** Whether the compiler put it into its caller. */
  readonly isInlined: boolean;
}
