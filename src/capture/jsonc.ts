/** Strings, which may hold anything; comments; and a comma before a closing bracket. */
const token = /"(?:\\.|[^"\\])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
const trailingComma = /"(?:\\.|[^"\\])*"|,(?=\s*[}\]])/g;

/** JSON as TypeScript's and VS Code's configuration files write it: with comments and trailing commas. */
export function parseJsonc(text: string): unknown {
  const keepStrings = (match: string) => (match.startsWith('"') ? match : '');
  return JSON.parse(
    text
      .replace(/^\uFEFF/, '')
      .replace(token, keepStrings)
      .replace(trailingComma, keepStrings),
  );
}
