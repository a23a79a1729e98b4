// The compiler and the profilers of native programs, installed on Debian where they are missing.
import { spawnSync } from 'node:child_process';

const packages = {
  perf: 'linux-perf',
  valgrind: 'valgrind',
  'g++': 'g++',
  addr2line: 'binutils',
  make: 'make',
  cmake: 'cmake',
};

/** Throws one sentence on what to install. */
export function installNativeTools() {
  const missing = Object.keys(packages).filter((tool) => spawnSync(tool, ['--version']).status !== 0);
  if (missing.length === 0) return;
  const wanted = missing.map((tool) => packages[tool]);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', ...wanted]]) {
    const { status, stdout, stderr, error } = spawnSync('apt-get', args, { env, encoding: 'utf8' });
    if (status !== 0)
      throw new Error(
        `Install ${wanted.join(', ')}: apt-get failed.\n${stdout ?? ''}${stderr ?? error?.message ?? ''}`,
      );
  }
}
