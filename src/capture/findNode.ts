import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { askShell } from './askShell.ts';

export interface FoundNode {
  readonly path: string;
  /** Without the `v`. */
  readonly version: string;
}

export interface NodeSearch {
  /** The folder that the program will run in: version managers choose by it. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** What the user configured; it is used or refused, and nothing else is tried. */
  readonly configured?: string;
  /**
   * The user's shell, when `env` is not that of a terminal: an editor that was started from a desktop has never read
   * the shell's start-up files, which is where nvm and its like put Node on the path.
   */
  readonly shell?: string;
}

/** The oldest Node that the preload runs on. */
const oldest = 16;

/** An installed Node answers within 50 ms; the first start after a reboot takes seconds. */
const startMs = 10_000;

/**
 * The Node that the user's terminal would start.
 * @throws HeatlineError when there is none, it is too old, or what was configured is not a Node.
 */
export async function findNode(search: NodeSearch): Promise<FoundNode> {
  const { configured, shell, cwd, env } = search;
  if (configured !== undefined) {
    const node = await identify(path.resolve(cwd, configured), search);
    if (node !== undefined) return checked(node);
    throw new HeatlineError(`${configured} is not a Node executable.`, 'Correct the path of Node in the settings.');
  }
  const candidates = [shell === undefined ? undefined : await askShell(shell, cwd, env), ...(await onPath(env))];
  for (const candidate of candidates) {
    const node = candidate === undefined ? undefined : await identify(candidate, search);
    if (node !== undefined) return checked(node);
  }
  throw new HeatlineError('No Node was found.', `Install Node ${oldest} or newer, or set its path in the settings.`);
}

async function onPath({ PATH = '' }: NodeJS.ProcessEnv): Promise<string[]> {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const files = PATH.split(path.delimiter).map((folder) => path.join(folder, name));
  const executable = await Promise.all(
    files.map((file) =>
      access(file, constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return files.filter((_, index) => executable[index]);
}

/** Nothing when the file does not behave like Node. */
async function identify(file: string, { cwd, env }: NodeSearch): Promise<FoundNode | undefined> {
  try {
    // Without the environment's own preloads, which would run too.
    const options = { cwd, env: { ...env, NODE_OPTIONS: '' }, timeout: startMs };
    const { stdout } = await promisify(execFile)(file, ['-p', 'process.versions.node'], options);
    const version = stdout.trim();
    return /^\d+\.\d+\.\d+/.test(version) ? { path: file, version } : undefined;
  } catch {
    return undefined;
  }
}

function checked(node: FoundNode): FoundNode {
  if (Number.parseInt(node.version, 10) >= oldest) return node;
  throw new HeatlineError(
    `Node ${node.version} (${node.path}) is too old to be profiled.`,
    `Install Node ${oldest} or newer, or set the path of one in the settings.`,
  );
}
