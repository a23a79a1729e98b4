/** Rows add up to no more than `nodes.self`: the type of what was collected is not known. */
export interface TypeTable {
  /** Classes, and kinds of what is no object of a program, such as `(string)`. Untrusted where they come from a file. */
  readonly names: readonly string[];
  /** Index into the profile's nodes. */
  readonly node: Uint32Array;
  /** Index into `names`. */
  readonly type: Uint32Array;
  readonly weight: Float64Array;
  /** Objects. */
  readonly count: Float64Array;
}
