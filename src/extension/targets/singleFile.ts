import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Argv } from './target.ts';
import type { Buildable } from './buildable.ts';

/** Optimised as a user would have it, with lines, and with what perf follows stacks by. */
const gccOptions = ['-O2', '-g', '-fno-omit-frame-pointer'];

/** A program in one file, compiled into a folder for that; nothing where the file is none by itself. */
export function singleFile(file: string, folder: string): Buildable | undefined {
  const extension = path.extname(file);
  const name = path.basename(file, extension);
  // Two files of one name have a program each.
  const key = createHash('sha256').update(file).digest('hex').slice(0, 8);
  const executable = path.join(folder, `${name}-${key}`);
  const argv = compiler(extension, file, executable);
  if (argv === undefined || !/\b(main|wmain)\s*\(/.test(readOr(file))) return undefined;
  const sources = dependencies(readOr(`${executable}.d`)) ?? [file];
  const build = { argv, cwd: path.dirname(file), environment: {}, executable, sources };
  return { name, argv: [executable], build, isAlone: true };
}

/** Each also writes down what it has read, as a rule of a Makefile. */
function compiler(extension: string, file: string, executable: string): Argv | undefined {
  const output = ['-MMD', '-MF', `${executable}.d`, file, '-o', executable];
  if (extension === '.c') return ['gcc', ...gccOptions, ...output, '-lm'];
  if (/^\.(cc|cpp|cxx|c\+\+|C)$/.test(extension)) return ['g++', ...gccOptions, ...output];
  if (extension !== '.rs') return undefined;
  const emitted = `--emit=link=${executable},dep-info=${executable}.d`;
  return ['rustc', '-g', '-O', '-C', 'force-frame-pointers=yes', emitted, file];
}

/** The files right of the first colon of a rule, whose names have blanks escaped. */
function dependencies(rule: string): string[] | undefined {
  const [, right] = /^[^\n]*?: ((?:\\\n|[^\n])*)/.exec(rule) ?? [];
  const names = right?.replaceAll('\\\n', ' ').match(/(?:\\.|[^\s\\])+/g);
  return names?.map((name) => name.replace(/\\(.)/g, '$1'));
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
