import { accessSync, constants, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeError } from '../capture/writeError.ts';

/** @throws HeatlineError when it cannot be written. */
export function writeOutput(file: string, text: string): void {
  telling(file, () => {
    writeFileSync(file, text);
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
