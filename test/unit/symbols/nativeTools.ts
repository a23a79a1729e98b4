import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What compiles the programs, and the Debian packages that it comes in. */
const packages: Readonly<Record<string, string>> = {
  'g++': 'g++',
  objdump: 'binutils',
  'llvm-symbolizer': 'llvm',
  'ld.lld': 'lld',
};

/** Gets the compilers and binary tools that are missing; where that cannot be, throws what to install. */
export function installNativeTools(): void {
  const missing = Object.keys(packages).filter((tool) => !isInstalled(tool));
  if (missing.length === 0) return;
  const names = missing.map((tool) => packages[tool] ?? tool);
  const isDebian = existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  if (!isDebian || process.getuid?.() !== 0) throw new Error(`Install ${names.join(' ')} to run these tests.`);
  run('apt-get', ['update']);
  run('apt-get', ['install', '--yes', '--no-install-recommends', ...names]);
}

function isInstalled(tool: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.some((folder) => existsSync(path.join(folder, tool)));
}

/** Runs a program that must succeed, and gives what it printed. */
export function run(command: string, args: readonly string[], cwd?: string): string {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
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
