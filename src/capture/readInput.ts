import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Input } from '../core/formats/format.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { unwindStacks } from './perf/unwindStacks.ts';

/**
 * What `read` makes of a file that it reads piece by piece, so that no file is too large.
 * @throws HeatlineError when the file cannot be read, and what `read` throws.
 */
export function readInput<T>(path: string, read: (input: Input) => T): T {
  const opened: number[] = [];
  const open = (file: string): Input =>
    inputOf(
      file,
      orRefuse(file, () => openSync(file, 'r')),
    );
  const inputOf = (file: string, descriptor: number): Input => {
    opened.push(descriptor);
    const { size, readBytes } = orRefuse(file, () => contentOf(descriptor));
    return {
      name: basename(file),
      path: resolve(file),
      size,
      read: (start, end, into) => orRefuse(file, () => readBytes(start, Math.min(end, size), into)),
      beside: (named) => {
        const other = resolve(dirname(file), named);
        return isRegularFile(other) ? open(realpathSync(other)) : undefined;
      },
      unwound: (jitDumps) => {
        const text = unwindStacks(resolve(file), jitDumps);
        return text === undefined ? undefined : inputOf(file, text);
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
  readonly readBytes: Input['read'];
}

function contentOf(file: number): Content {
  const stats = fstatSync(file);
  // A pipe, e.g. a shell's `<(…)`, has no size and can be read only once.
  if (!stats.isFile()) return inMemory(decompressed(readFileSync(file)));
  const [first, second] = readRange(file, 0, 2);
  if (first !== 0x1f || second !== 0x8b) {
    return { size: stats.size, readBytes: (start, end, into) => readRange(file, start, end, into) };
  }
  return inMemory(decompressed(readRange(file, 0, stats.size)));
}

function inMemory(bytes: Uint8Array): Content {
  const readBytes: Input['read'] = (start, end, into) => {
    const piece = bytes.subarray(start, end);
    into?.set(piece);
    return into?.subarray(0, piece.length) ?? piece;
  };
  return { size: bytes.length, readBytes };
}

/** More than a profile ever was: a small file may claim to be as large as it likes. */
const mostDecompressed = 2 ** 31;

/** What gzip (RFC 1952) has compressed; anything else as it is. */
function decompressed(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: mostDecompressed });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE')
      throw new HeatlineError('It has more than 2 GB when decompressed.', 'Record a shorter run.', error);
    throw new HeatlineError(
      'The compressed file ends in the middle or is damaged.',
      'Record the profile again, and let the profiler finish writing.',
      error,
    );
  }
}

function readRange(
  file: number,
  start: number,
  end: number,
  bytes: Uint8Array = new Uint8Array(end - start),
): Uint8Array {
  const size = end - start;
  let filled = 0;
  while (filled < size) {
    // No system call takes more than 2 GB.
    const length = Math.min(size - filled, 2 ** 30);
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
    if (error instanceof HeatlineError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const name = basename(path);
    if (code === 'ENOENT') throw new HeatlineError(`${path} does not exist.`, 'Check the path.', error);
    if (code === 'EISDIR') throw new HeatlineError(`${path} is a folder.`, 'Name a profile in it.', error);
    if (code === 'EACCES') throw new HeatlineError(`${name} may not be read.`, 'Check its permissions.', error);
    throw new HeatlineError(`${name} cannot be read: ${String(error)}`, '', error);
  }
}
