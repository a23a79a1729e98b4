import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';

/** Bytes that are read piece by piece. */
export interface ByteSource {
  readonly size: number;
  /** Fewer bytes than asked for where the source ends. */
  read(start: number, end: number): Uint8Array;
  readonly close: () => void;
}

/** A regular file that can be read; of a pipe or device that a profile names, nothing. */
export function openFile(path: string): ByteSource | undefined {
  let file: number;
  try {
    if (!statSync(path).isFile()) return undefined;
    // Should it have become a pipe meanwhile, opening it must not wait for a writer.
    file = openSync(path, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0));
  } catch {
    return undefined;
  }
  const stats = fstatSync(file);
  if (!stats.isFile()) {
    closeSync(file);
    return undefined;
  }
  return {
    size: stats.size,
    read: (start, end) => readRange(file, start, Math.min(end, stats.size)),
    close: () => {
      closeSync(file);
    },
  };
}

export function memorySource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (start, end) => bytes.subarray(start, end), close: () => undefined };
}

function readRange(file: number, start: number, end: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, end - start));
  let filled = 0;
  while (filled < bytes.length) {
    const count = readOrNothing(file, bytes, filled, start + filled);
    // The file became shorter since it was opened.
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

function readOrNothing(file: number, bytes: Uint8Array, filled: number, position: number): number {
  try {
    return readSync(file, bytes, filled, bytes.length - filled, position);
  } catch {
    // What /proc calls a file may have no bytes there.
    return 0;
  }
}
