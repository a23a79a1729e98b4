import path from 'node:path';
import { findProgram, firstBytes, type ProgramSearch } from './findProgram.ts';
import type { Argv } from './recording.ts';

/** A command with more options for Node; nothing when it is not Node itself or a script that names Node as its interpreter. */
export function withNodeOptions(
  [program, ...args]: Argv,
  options: readonly string[],
  search: ProgramSearch,
): Argv | undefined {
  if (isNode(program)) return [program, ...options, ...args];
  const file = findProgram(program, search);
  if (file === undefined || interpreterOf(firstBytes(file)) !== 'node') return undefined;
  return ['node', ...options, file, ...args];
}

/** Node under its own name, on any system. */
function isNode(program: string): boolean {
  return /^node(\.exe)?$/i.test(path.basename(program));
}

/** What a script names in its first line, without the folder: https://man7.org/linux/man-pages/man2/execve.2.html. */
export function interpreterOf(begin: Buffer): string | undefined {
  const [line = ''] = begin.toString('utf8').split('\n', 1);
  return /^#!\s*(?:\/usr\/bin\/env\s+(?:-S\s+)?|\/\S*\/)([^\s/]+)\s*$/.exec(line)?.[1];
}
