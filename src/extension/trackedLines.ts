import { followLines, type FollowedLine } from '../core/sources/followLines.ts';

/** Where a profiled line of a document is now. */
export interface TrackedLine {
  /** 0-based, as editors count. */
  readonly line: number;
  /** Whether its text is another one than when it was profiled; blanks do not count. */
  readonly stale: boolean;
}

/**
 * The lines of a profiled text in the text that an editor shows, whatever came between: edits, a checkout, a formatter.
 * A line whose text was changed and changed back is not stale; one that was deleted is gone.
 */
export class TrackedLines {
  /** Lines that are new, changed or gone: as many as the longer of the two texts has without a counterpart. */
  readonly differing: number;
  private readonly followed: readonly (FollowedLine | undefined)[];
  private readonly originals: ReadonlyMap<number, number>;

  constructor(profiled: string, present: string) {
    const before = linesOf(profiled);
    const after = linesOf(present);
    this.followed = followLines(before, after);
    this.originals = new Map(this.followed.flatMap((now, line) => (now === undefined ? [] : [[now.line, line + 1]])));
    const same = this.followed.reduce((count, now) => count + (now?.changed === false ? 1 : 0), 0);
    this.differing = Math.max(before.length, after.length) - same;
  }

  find(original: number): TrackedLine | undefined {
    const now = this.followed[original - 1];
    return now === undefined ? undefined : { line: now.line, stale: now.changed };
  }

  /** The profiled line that is now at a 0-based line. */
  originalOf(line: number): number | undefined {
    return this.originals.get(line);
  }
}

/** As an editor counts them. */
function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}
