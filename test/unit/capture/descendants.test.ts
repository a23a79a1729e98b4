import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { descendants } from '../../../src/capture/descendants.ts';

(process.platform === 'win32' ? describe.skip : describe)('descendants', () => {
  it('are the children of a process, and theirs', async () => {
    const shell = spawn('sh', ['-c', 'sh -c "echo; sleep 60; true" & wait'], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(shell.stdout, 'data');
    const found = descendants(shell.pid ?? 0);
    for (const pid of [shell.pid ?? 0, ...found]) process.kill(pid, 'SIGKILL');
    // The inner shell has written, so it is there; whether it has started to sleep yet does not matter.
    assert.ok(found.length >= 1, `${found.length} processes`);
    assert.ok(!found.includes(process.pid));
  });

  it('are none for a process that has started nothing', () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    assert.deepEqual(descendants(child.pid ?? 0), []);
    child.kill('SIGKILL');
  });
});
