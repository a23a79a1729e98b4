/** What the first line of a report says. */
export interface CsvHeader {
  readonly names: readonly string[];
  readonly delimiter: string;
}

/** What reports are grouped by, and what their first column therefore is. */
const firstColumn =
  /^"?(?:Function Stack|Function|Function \(Full\)|Source Line|Source File|Module|Process|Thread|Call Stack)"?([^\w\s"(]|\t)/;

/** Undefined when the line is no header of VTune's. The delimiter is whatever follows the first column: a tab, if nothing was chosen. */
export function csvHeader(line: string): CsvHeader | undefined {
  const delimiter = firstColumn.exec(line)?.[1];
  if (delimiter === undefined) return undefined;
  return { delimiter, names: csvFields(line.replace(/\r$/, ''), delimiter).map((name) => name.trim()) };
}

/** RFC 4180, with any delimiter; VTune's fields have no line breaks. Blanks before a function say how deep it is. */
export function csvFields(line: string, delimiter: string): string[] {
  const fields: string[] = [];
  for (let start = 0; start <= line.length;) {
    if (line[start] !== '"') {
      const end = line.indexOf(delimiter, start);
      fields.push(line.slice(start, end < 0 ? line.length : end));
      if (end < 0) break;
      start = end + 1;
      continue;
    }
    let end = line.indexOf('"', start + 1);
    while (end >= 0 && line[end + 1] === '"') end = line.indexOf('"', end + 2);
    if (end < 0) end = line.length;
    fields.push(line.slice(start + 1, end).replaceAll('""', '"'));
    const next = line.indexOf(delimiter, end);
    if (next < 0) break;
    start = next + 1;
  }
  return fields;
}
