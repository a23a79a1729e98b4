import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { insideCommand } from '../../../../src/capture/python/insideCommand.ts';
import { HeatlineError } from '../../../../src/core/model/heatlineError.ts';

const search = { cwd: '/', env: {} };
const ours = ['/dist/inside.py', '/tmp/x'];

describe('insideCommand', () => {
  it('puts our script before that of a command, behind the options of Python', () => {
    const argv = ['python3', '-O', '-X', 'dev', '-Wignore', 'app.py', '-m'] as const;
    const [, ...expected] = ['python3', '-O', '-X', 'dev', '-Wignore', ...ours, 'app.py', '-m'];
    assert.deepEqual(insideCommand(argv, ours, search).slice(1), expected);
    assert.deepEqual(insideCommand(['python', '-m', 'app', '-v'], ours, search), [
      'python',
      ...ours,
      '-m',
      'app',
      '-v',
    ]);
    assert.deepEqual(insideCommand(['python.exe', '-uc', 'x'], ours, search).slice(1), ['-u', ...ours, '-c', 'x']);
  });

  it('starts the Python that a script names', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'heatline-inside-'));
    try {
      mkdirSync(path.join(folder, 'bin'));
      const python = path.join(folder, 'bin', 'python3');
      const script = path.join(folder, 'bin', 'tool');
      writeFileSync(python, '#!/bin/sh\n');
      writeFileSync(script, `#!${python}\n`);
      for (const file of [python, script]) chmodSync(file, 0o755);
      assert.deepEqual(insideCommand([script, 'a'], ours, search), [python, ...ours, script, 'a']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('refuses what runs no script', () => {
    assert.throws(() => insideCommand(['python3', '-i'], ours, search), HeatlineError);
    assert.throws(() => insideCommand(['/bin/sh', 'x.sh'], ours, search), HeatlineError);
  });
});
