/** `src/parse.ts:12`, as terminals and editors make a link of; empty where a function has no file. */
export function formatPlace(file: string, line: number): string {
  return file !== '' && line > 0 ? `${file}:${line}` : file;
}
