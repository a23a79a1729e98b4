import { at } from '../../model/at.ts';
import { countUpTo } from '../../model/countUpTo.ts';

/** Where in the source a place in machine code or bytecode comes from. */
export interface SourceOffset {
  /** In UTF-16 units from the script's start. */
  readonly offset: number;
  /** Index of the inlining that the place belongs to; -1 is the code's own function. */
  readonly inlining: number;
}

/** A call that V8 replaced by what it calls. */
export interface Inlining {
  /** Index into the functions of the code object. */
  readonly fn: number;
  /** Where the call stood. */
  readonly offset: number;
  /** The inlining that the call stood in; -1 is the code's own function. */
  readonly parent: number;
}

/**
 * `code-source-info`'s tables: `C<code offset>O<source offset>[I<inlining>]`, ascending in the code, and
 * `F<function>O<source offset>[I<inlining>]`.
 */
export class PositionTable {
  private readonly text: string;
  private readonly inliningText: string;
  private codeOffsets: Int32Array | undefined;
  private sourceOffsets = new Int32Array();
  private inliningIds = new Int32Array();
  private parsedInlinings: readonly Inlining[] | undefined;

  constructor(text: string, inliningText: string) {
    this.text = text;
    this.inliningText = inliningText;
  }

  /** Of the last entry at or before a code offset. */
  find(codeOffset: number): SourceOffset | undefined {
    const entry = countUpTo((this.codeOffsets ??= this.parse()), codeOffset) - 1;
    if (entry < 0) return undefined;
    return { offset: at(this.sourceOffsets, entry), inlining: at(this.inliningIds, entry) };
  }

  inlining(id: number): Inlining | undefined {
    this.parsedInlinings ??= Array.from(this.inliningText.matchAll(/F(\d+)O(\d+)(?:I(\d+))?/g), (match) => ({
      fn: Number(match[1]),
      offset: Number(match[2]),
      parent: Number(match[3] ?? -1),
    }));
    const inlining = this.parsedInlinings[id];
    // An inlining comes behind its parent: anything else would not end.
    return inlining !== undefined && inlining.parent < id ? inlining : undefined;
  }

  private parse(): Int32Array {
    const entries = [...this.text.matchAll(/C(\d+)O(\d+)(?:I(\d+))?/g)];
    this.sourceOffsets = Int32Array.from(entries, (match) => Number(match[2]));
    this.inliningIds = Int32Array.from(entries, (match) => Number(match[3] ?? -1));
    return Int32Array.from(entries, (match) => Number(match[1]));
  }
}
