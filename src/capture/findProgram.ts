import { accessSync, closeSync, constants, openSync, readSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

export interface ProgramSearch {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The file that a shell would start. */
export function findProgram(program: string, { cwd, env }: ProgramSearch): string | undefined {
  const folders = program.includes('/') ? [cwd] : (env['PATH'] ?? '').split(path.delimiter);
  return folders.map((folder) => path.resolve(cwd, folder, program)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Enough for a script's first line and for the magic number of any executable. */
const beginBytes = 256;

/** Nothing of what cannot be read. */
export function firstBytes(file: string): Buffer {
  let handle: number | undefined;
  try {
    handle = openSync(realpathSync(file), 'r');
    const bytes = Buffer.alloc(beginBytes);
    return bytes.subarray(0, readSync(handle, bytes));
  } catch {
    return Buffer.alloc(0);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
