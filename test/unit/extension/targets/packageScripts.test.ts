import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { packageManagerOf, readScripts } from '../../../../src/extension/targets/packageScripts.ts';
import { scratchFolder } from '../../../e2e/scratchFolder.ts';

describe('The scripts of a package', () => {
  const scratch = scratchFolder();

  it('are those with a command', () => {
    writeFileSync(scratch('package.json'), '{"scripts": {"build": "tsc", "bad": 1, "test": "mocha"}}');
    assert.deepEqual(
      [...readScripts(scratch('package.json'))],
      [
        ['build', 'tsc'],
        ['test', 'mocha'],
      ],
    );
  });

  it('are none where there is no package.json that can be read', () => {
    writeFileSync(scratch('broken.json'), '{"scripts": ');
    for (const file of ['broken.json', 'none.json']) assert.equal(readScripts(scratch(file)).size, 0);
  });

  it('are run by the manager whose lock file is closest', () => {
    mkdirSync(scratch('yarned/packages/app'), { recursive: true });
    writeFileSync(scratch('package-lock.json'), '{}');
    writeFileSync(scratch('yarned/yarn.lock'), '');
    assert.equal(packageManagerOf(scratch('package.json')), 'npm');
    assert.equal(packageManagerOf(scratch('yarned/packages/app/package.json')), 'yarn');
    writeFileSync(scratch('yarned/packages/app/package.json'), '{"packageManager": "pnpm@9.1.0"}');
    assert.equal(packageManagerOf(scratch('yarned/packages/app/package.json')), 'pnpm');
  });
});
