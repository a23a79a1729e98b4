import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

// Taken before the recorded program can replace it.
const { readFileSync } = fs;

/** The text of the file that a script's URL names, as Node would run it. */
export function fileText(url: string): string | undefined {
  try {
    const text = readFileSync(url.startsWith('file:') ? fileURLToPath(url) : url, 'utf8');
    // Node drops the byte order mark too.
    return text.startsWith('\uFEFF') ? text.slice(1) : text;
  } catch {
    return undefined;
  }
}
