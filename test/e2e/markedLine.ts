import { readFileSync } from 'node:fs';

/** The 1-based line that ends in the comment `// mark`, of Python `# mark`. */
export function markedLine(file: string, mark: string): number {
  const lines = readFileSync(file, 'utf8').split('\n');
  const found = lines.flatMap((line, index) =>
    [`// ${mark}`, `  # ${mark}`].some((comment) => line.endsWith(comment)) ? [index + 1] : [],
  );
  const [line] = found;
  if (line === undefined || found.length > 1) throw new Error(`${found.length} lines of ${file} are marked ${mark}`);
  return line;
}
