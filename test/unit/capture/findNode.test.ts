import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findNode } from '../../../src/capture/findNode.ts';

// The fakes are shell scripts.
(process.platform === 'win32' ? describe.skip : describe)('findNode', () => {
  let folder: string;

  const script = (file: string, text: string) => {
    const full = path.join(folder, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, `#!/bin/sh\n${text}\n`);
    chmodSync(full, 0o755);
    return full;
  };
  const search = (more: object = {}) => findNode({ cwd: folder, env: { PATH: path.join(folder, 'bin') }, ...more });

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'heatline-test-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('takes the first that works on the PATH', async () => {
    script('broken/node', 'exit 1');
    const node = script('bin/node', 'echo 20.1.0');
    const env = { PATH: ['missing', 'broken', 'bin'].map((name) => path.join(folder, name)).join(':') };
    assert.deepEqual(await search({ env }), { path: node, version: '20.1.0' });
  });

  it("asks the user's shell first, whatever its start-up files print", async () => {
    script('bin/node', 'echo 20.1.0');
    const node = script('versions/node', 'echo 22.2.0');
    const shell = script('shell', `echo Welcome to "$PWD"\necho ${node}\necho '  bye'`);
    assert.deepEqual(await search({ shell }), { path: node, version: '22.2.0' });
  });

  it('goes on to the PATH when the shell is missing or knows no Node', async () => {
    const node = script('bin/node', 'echo 20.1.0');
    const expected = { path: node, version: '20.1.0' };
    assert.deepEqual(await search({ shell: path.join(folder, 'no-shell') }), expected);
    assert.deepEqual(await search({ shell: script('shell', 'exit 1') }), expected);
  });

  it('uses what is configured or nothing', async () => {
    script('bin/node', 'echo 20.1.0');
    const node = script('own/node', 'echo 18.0.0');
    assert.deepEqual(await search({ configured: 'own/node' }), { path: node, version: '18.0.0' });
    await assert.rejects(search({ configured: 'nothing' }), { message: 'nothing is not a Node executable.' });
    script('other', 'echo hello');
    await assert.rejects(search({ configured: 'other' }), { message: 'other is not a Node executable.' });
  });

  it('says that there is none, or that it is too old', async () => {
    await assert.rejects(search(), { name: 'HeatlineError', message: 'No Node was found.' });
    const node = script('bin/node', 'echo 14.21.3');
    await assert.rejects(search(), { message: `Node 14.21.3 (${node}) is too old to be profiled.` });
  });
});
