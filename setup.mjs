// Installs what package-lock.json asks for, when it is not installed yet. `npm start` and `npm test` run it first.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const installed = 'node_modules/.package-lock.json';
const fresh = existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs;
if (!fresh) {
  // `npm ci` refuses a lock without the packages of every other platform, which not every registry has. No package
  // needs its scripts but the one that compiles itself, and the test that uses it sees to that.
  const { status } = spawnSync('npm', ['install', '--no-save', '--ignore-scripts'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exit(status ?? 1);
}
