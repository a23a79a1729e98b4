import type { Frames } from '../core/sources/nameAddresses.ts';

/** What to look up in one file. */
export interface Lookup {
  /** Absolute path of a regular file. */
  readonly file: string;
  /** As the file's symbols and lines tell them. */
  readonly addresses: readonly number[];
  readonly debuginfod: boolean;
}

/** A program that knows the functions and lines of addresses. */
export interface Symboliser {
  readonly command: string;
  /** For each address what is known of it, nothing for none; undefined when the program failed. */
  lookUp(lookup: Lookup): Promise<readonly Frames[] | undefined>;
}
