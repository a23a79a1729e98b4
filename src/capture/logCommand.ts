import { accessSync, closeSync, constants, openSync, readSync, realpathSync } from 'node:fs';
import path from 'node:path';

type Argv = readonly [string, ...string[]];

/** A command with more options for Node; nothing when it is not Node itself or a script that names Node as its interpreter. */
export function withNodeOptions(
  [program, ...args]: Argv,
  options: readonly string[],
  search: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Argv | undefined {
  if (isNode(program)) return [program, ...options, ...args];
  const file = findProgram(program, search);
  if (file === undefined || !/^#!\s*(\/usr\/bin\/env\s+(-S\s+)?|\/\S*\/)node\s*$/.test(firstLine(file)))
    return undefined;
  return ['node', ...options, file, ...args];
}

function isNode(program: string): boolean {
  return /^node(\.exe)?$/i.test(path.basename(program));
}

/** The file that a shell would start. */
function findProgram(
  program: string,
  { cwd, env }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): string | undefined {
  const folders = program.includes('/') ? [cwd] : (env['PATH'] ?? '').split(path.delimiter);
  return folders.map((folder) => path.resolve(cwd, folder, program)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const longestShebang = 256;

function firstLine(file: string): string {
  let handle: number | undefined;
  try {
    handle = openSync(realpathSync(file), 'r');
    const bytes = Buffer.alloc(longestShebang);
    return bytes.toString('utf8', 0, readSync(handle, bytes)).split('\n', 1)[0] ?? '';
  } catch {
    return '';
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
