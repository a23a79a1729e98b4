/** An edit of a document; lines are 0-based. */
export interface LineChange {
  readonly startLine: number;
  readonly endLine: number;
  readonly endCharacter: number;
  /** Whether it replaces nothing. */
  readonly inserts: boolean;
  /** Whether only blanks stand before the edit on its first line. */
  readonly atLineStart: boolean;
  readonly text: string;
}

/** Where a line is after an edit; `undefined` when the edit deleted it. */
export function movedLine(line: number, change: LineChange): number | undefined {
  const { startLine, endLine, text } = change;
  const added = text.split('\n').length - 1;
  const shifted = line + added - (endLine - startLine);
  if (line < startLine) return line;
  if (line > endLine || (line === endLine && endsBefore(change))) return shifted;
  if (line === startLine) return startLine < endLine && change.atLineStart && text === '' ? undefined : line;
  // Of several lines that became fewer, those behind the new text's end are gone.
  return line - startLine <= added ? line : undefined;
}

/** Whether all of the edit's last line stands behind the edit, as it does when lines are inserted above or deleted. */
function endsBefore({ endCharacter, inserts, atLineStart, text }: LineChange): boolean {
  if (text === '') return atLineStart && endCharacter === 0;
  return /\n[ \t]*$/.test(text) && (endCharacter === 0 || (inserts && atLineStart));
}
