import { accessSync, constants, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeError } from '../capture/writeError.ts';

/**
 * Compressed where the file's name says so.
 * @throws HeatlineError when it cannot be written.
 */
export function writeOutput(file: string, content: string | Uint8Array): void {
  telling(file, () => {
    writeFileSync(file, file.endsWith('.gz') ? gzipSync(content) : content);
  });
}

/**
 * Before a long run, so that its result is not lost at the end.
 * @throws HeatlineError when the file's folder cannot be written to.
 */
export function checkOutput(file: string): void {
  telling(file, () => {
    accessSync(path.dirname(path.resolve(file)), constants.W_OK);
  });
}

function telling(file: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw writeError(file, String((error as NodeJS.ErrnoException).code), error);
  }
}
