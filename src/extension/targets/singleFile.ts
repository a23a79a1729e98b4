import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Argv } from './target.ts';
import type { Buildable } from './buildable.ts';

/** Optimised as a user would have it, with lines, and with what perf follows stacks by. */
const gccOptions = ['-O2', '-g', '-fno-omit-frame-pointer'];

/** A program in one file, compiled into a folder for that; nothing where the language has no such programs. */
export function singleFile(file: string, folder: string): Buildable | undefined {
  const extension = path.extname(file);
  const name = path.basename(file, extension);
  // Two files of one name have a program each.
  const key = createHash('sha256').update(file).digest('hex').slice(0, 8);
  const executable = path.join(folder, `${name}-${key}`);
  const argv = compiler(extension, file, executable);
  if (argv === undefined) return undefined;
  const build = { argv, cwd: path.dirname(file), environment: {}, executable, sources: [file] };
  return { name, argv: [executable], build };
}

function compiler(extension: string, file: string, executable: string): Argv | undefined {
  if (extension === '.c') return ['gcc', ...gccOptions, file, '-o', executable, '-lm'];
  if (/^\.(cc|cpp|cxx|c\+\+|C)$/.test(extension)) return ['g++', ...gccOptions, file, '-o', executable];
  if (extension === '.rs') return ['rustc', '-g', '-O', '-C', 'force-frame-pointers=yes', file, '-o', executable];
  // All files of the package in this folder.
  if (extension === '.go') return ['go', 'build', '-o', executable, '.'];
  return undefined;
}
