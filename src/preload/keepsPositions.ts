/** Whether a line in the text that ran is the same line in the file: types were blanked out, or code put around it. */
export function keepsPositions(ran: string, file: string): boolean {
  const start = ran.indexOf(file.trimEnd());
  if (start >= 0) return !ran.slice(0, start).includes('\n');
  const ranLines = ran.split('\n');
  return file
    .trimEnd()
    .split('\n')
    .every((line, index) => ranLines[index]?.length === line.length);
}
