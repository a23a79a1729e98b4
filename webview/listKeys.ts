/** Where a key of a list leads from a line; `undefined` when it is not a key of lists. Line -1: none is selected. */
export function lineAfterKey(key: string, line: number, count: number, page: number): number | undefined {
  const last = count - 1;
  switch (key) {
    case 'ArrowUp':
      return Math.max(line - 1, 0);
    case 'ArrowDown':
      return Math.min(line + 1, last);
    case 'PageUp':
      return Math.max(line - page, 0);
    case 'PageDown':
      return Math.min(Math.max(line, 0) + page, last);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
