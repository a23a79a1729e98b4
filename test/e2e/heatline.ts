import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Report } from '../../src/core/queries/report.ts';

const cli = path.resolve('dist/cli.mjs');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs the built command line as a process. */
export async function heatline(args: readonly string[], { cwd, env }: RunOptions = {}): Promise<Ended> {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: cwd ?? process.cwd(),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** Runs a command under `heatline profile` and gives the whole report. */
export async function profileCommand(
  command: readonly string[],
  { options = [], ...run }: RunOptions & { readonly options?: readonly string[] } = {},
): Promise<Report> {
  const ended = await heatline(['profile', '--json', '--limit', '0', ...options, '--', ...command], run);
  if (ended.code !== 0) throw new Error(`${command.join(' ')} ended with ${ended.code}: ${ended.stderr}`);
  return reportOf(ended.stdout);
}

/** The report in the last line of an output: before it stands what the program wrote. */
export function reportOf(stdout: string): Report {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Report;
}
