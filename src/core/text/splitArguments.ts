/**
 * Arguments as one types them in a terminal: split at blanks, with quotes, and no other shell syntax. A backslash
 * escapes only blanks, quotes and itself, so that `C:\data` stays what it is.
 */
export function splitArguments(text: string): string[] {
  return Array.from(text.matchAll(/(?:"(?:\\["\\]|[^"])*"|'[^']*'|\\[\s"'\\]|[^\s"']|["'])+/g), ([word]) =>
    word.replace(/"((?:\\["\\]|[^"])*)"|'([^']*)'|\\([\s"'\\])/g, unquoted),
  );
}

function unquoted(whole: string, double?: string, single?: string, escaped?: string): string {
  return double?.replace(/\\(["\\])/g, '$1') ?? single ?? escaped ?? whole;
}

/** The inverse, for an input that shows the last answer again. */
export function joinArguments(words: readonly string[]): string {
  return words.map((word) => (/^[^\s"'\\]+$/.test(word) ? word : `"${word.replace(/["\\]/g, '\\$&')}"`)).join(' ');
}
