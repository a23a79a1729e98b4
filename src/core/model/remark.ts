/** What the runtime itself said about a place in the code. */
export interface Remark {
  readonly kind: RemarkKind;
  /** Index into `Profile.functions`: the function in which the place stands, inlined or not. */
  readonly function: number;
  /** 1-based line in the function's file; 0 when it is not known. */
  readonly line: number;
  /** 1-based; 0 when it is not known. */
  readonly column: number;
  /** In the runtime's words, e.g. `wrong map`. Untrusted where it comes from a file. */
  readonly reason: string;
  /** How often it was said. */
  readonly count: number;
}

export const remarkKinds = [
  'deopt', // optimised code met what it was not made for, and was thrown away
  'megamorphic', // an access that has seen more kinds of objects than V8 keeps track of
] as const;

export type RemarkKind = (typeof remarkKinds)[number];
