import path from 'node:path';
import { findProgram, firstBytes, type ProgramSearch } from '../findProgram.ts';
import type { Argv } from '../recording.ts';

/** The Python that runs a command: itself, what a script names in its first line, or else the user's own, as uv may start any. */
export function pythonOf([program]: Argv, search: ProgramSearch): string | undefined {
  const file = findProgram(program, search);
  if (file === undefined) return undefined;
  if (isPython(file)) return file;
  const named = firstLine(firstBytes(file)).filter((word) => isPython(word));
  return [...named, 'python3', 'python'].map((each) => findProgram(each, search)).find((each) => each !== undefined);
}

/** By its name. */
export function isPython(file: string): boolean {
  return /^python[\d.]*(\.exe)?$/i.test(path.basename(file));
}

/** The words of `#!/usr/bin/env python3`. */
function firstLine(begin: Buffer): readonly string[] {
  const [, words = ''] = /^#!\s*([^\n]*)/.exec(begin.toString('utf8')) ?? [];
  return words.split(/\s+/);
}
