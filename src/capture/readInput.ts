import { accessSync, closeSync, constants, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Input } from '../core/formats/format.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';

/**
 * What `read` makes of a file that it reads piece by piece, so that no file is too large.
 * @throws HeatlineError when the file cannot be read, and what `read` throws.
 */
export function readInput<T>(path: string, read: (input: Input) => T): T {
  const opened: number[] = [];
  const open = (file: string): Input => {
    const descriptor = orRefuse(file, () => openSync(file, 'r'));
    opened.push(descriptor);
    const { size, readBytes } = orRefuse(file, () => contentOf(descriptor));
    return {
      name: basename(file),
      size,
      read: (start, end) => orRefuse(file, () => readBytes(start, Math.min(end, size))),
      beside: (named) => {
        const other = resolve(dirname(file), named);
        return isRegularFile(other) ? open(other) : undefined;
      },
    };
  };
  try {
    return read(open(path));
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}

/** A profile may name anything: a device or a pipe would never end. */
function isRegularFile(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

interface Content {
  readonly size: number;
  readonly readBytes: (start: number, end: number) => Uint8Array;
}

function contentOf(file: number): Content {
  const stats = fstatSync(file);
  if (stats.isFile()) return { size: stats.size, readBytes: (start, end) => readRange(file, start, end) };
  // A pipe, e.g. a shell's `<(…)`, has no size and can be read only once.
  const bytes = readFileSync(file);
  return { size: bytes.length, readBytes: (start, end) => bytes.subarray(start, end) };
}

function readRange(file: number, start: number, end: number): Uint8Array {
  const bytes = new Uint8Array(end - start);
  let filled = 0;
  while (filled < bytes.length) {
    // No system call takes more than 2 GB.
    const length = Math.min(bytes.length - filled, 2 ** 30);
    const count = readSync(file, bytes, filled, length, start + filled);
    // The file became shorter since it was opened.
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

function orRefuse<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const name = basename(path);
    if (code === 'ENOENT') throw new HeatlineError(`${path} does not exist.`, 'Check the path.', error);
    if (code === 'EISDIR') throw new HeatlineError(`${path} is a folder.`, 'Name a profile in it.', error);
    if (code === 'EACCES') throw new HeatlineError(`${name} may not be read.`, 'Check its permissions.', error);
    throw new HeatlineError(`${name} cannot be read: ${String(error)}`, '', error);
  }
}
