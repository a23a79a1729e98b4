import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { aptInstall } from '../../host/aptInstall.mjs';

/** What compiles the programs, and the Debian packages that it comes in. */
const packages: Readonly<Record<string, string>> = {
  'g++': 'g++',
  objdump: 'binutils',
  'llvm-symbolizer': 'llvm',
  'ld.lld': 'lld',
  rustc: 'rustc',
};

/** Gets the compilers and binary tools that are missing; where that cannot be, throws what to install. */
export function installNativeTools(): void {
  aptInstall(packages);
}

/** Runs a program that must succeed, and gives what it printed. */
export function run(command: string, args: readonly string[], cwd?: string): string {
  const env = { ...process.env, LC_ALL: 'C' };
  const options = { encoding: 'utf8', maxBuffer: 2 ** 30, env, cwd } as const;
  const { status, stdout, stderr, error } = spawnSync(command, args, options);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr}`);
  return stdout;
}

/** A folder for the programs of a suite, until it ends. */
export function programFolder(): (...names: readonly string[]) => string {
  let folder = '';
  before(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'heatline-native-')));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return (...names) => path.join(folder, ...names);
}
