import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/** A folder with this package installed, `name@version`, fetched once into the folder of things that tests fetch. */
export function fetchPackage(spec: string): string {
  const folder = path.resolve('.vscode-test', spec.replaceAll('/', '-'));
  const [name = ''] = spec.split(/(?<=.)@/);
  if (!existsSync(path.join(folder, 'node_modules', name))) {
    mkdirSync(folder, { recursive: true });
    const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', spec];
    const { status, stderr } = spawnSync('npm', args, { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  }
  return folder;
}
