import { movedLine, type LineChange } from './lineChange.ts';

/** Where a profiled line of a document is now. */
export interface TrackedLine {
  /** 0-based, as editors count. */
  readonly line: number;
  /** Whether its text is another one than when its heat was first shown. */
  readonly stale: boolean;
}

/**
 * The profiled lines of one document, followed through edits. A line whose text was changed and changed back is not
 * stale; one that was deleted is gone.
 */
export class TrackedLines {
  private readonly lines = new Map<number, { line: number; readonly text: string }>();

  /** `textOf` takes 0-based lines, and is `undefined` behind the document's end. */
  constructor(lines: Iterable<number>, textOf: (line: number) => string | undefined) {
    for (const original of lines) {
      const text = textOf(original - 1);
      if (text !== undefined) this.lines.set(original, { line: original - 1, text: text.trim() });
    }
  }

  follow(change: LineChange): void {
    for (const [original, tracked] of this.lines) {
      const line = movedLine(tracked.line, change);
      if (line === undefined) this.lines.delete(original);
      else tracked.line = line;
    }
  }

  find(original: number, textOf: (line: number) => string | undefined): TrackedLine | undefined {
    const tracked = this.lines.get(original);
    if (tracked === undefined) return undefined;
    return { line: tracked.line, stale: textOf(tracked.line)?.trim() !== tracked.text };
  }

  /** The profiled line that is now at a 0-based line. */
  originalOf(line: number): number | undefined {
    for (const [original, tracked] of this.lines) if (tracked.line === line) return original;
    return undefined;
  }
}
