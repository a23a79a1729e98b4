import path from 'node:path';
import { findProgram, firstBytes, type ProgramSearch } from '../findProgram.ts';
import type { Argv } from '../recording.ts';

/** The Python that a command is, or that a script names in its first line. */
export function namedPython([program]: Argv, search: ProgramSearch): string | undefined {
  const file = findProgram(program, search);
  if (file === undefined || isPython(file)) return file;
  const [, words = ''] = /^#!\s*([^\n]*)/.exec(firstBytes(file).toString('utf8')) ?? [];
  return firstOf(words.split(/\s+/).filter(isPython), search);
}

/** That one, or else the user's own: what the command starts may be any. */
export function pythonOf(argv: Argv, search: ProgramSearch): string | undefined {
  if (findProgram(argv[0], search) === undefined) return undefined;
  return namedPython(argv, search) ?? firstOf(['python3', 'python'], search);
}

function firstOf(programs: readonly string[], search: ProgramSearch): string | undefined {
  return programs.map((each) => findProgram(each, search)).find((each) => each !== undefined);
}

/** By its name. */
export function isPython(file: string): boolean {
  return /^python[\d.]*(\.exe)?$/i.test(path.basename(file));
}
