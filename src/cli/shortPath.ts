import { isAbsolute, relative } from 'node:path';

/** Relative to the current folder where that is shorter to read. */
export function shortPath(file: string): string {
  if (!isAbsolute(file)) return file;
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}
