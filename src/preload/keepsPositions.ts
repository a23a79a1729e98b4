/**
 * Whether a position in the text that ran is the same position in the file: nothing was changed, types were
 * blanked out, or lines were put behind.
 */
export function keepsPositions(ran: string, file: string): boolean {
  const text = file.startsWith('\uFEFF') ? file.slice(1) : file;
  if (ran === text) return true;
  const lines = text.trimEnd().split('\n');
  const ranLines = ran.split('\n');
  return lines.every((line, index) => ranLines[index]?.length === line.length);
}
