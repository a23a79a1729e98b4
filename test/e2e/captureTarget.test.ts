import assert from 'node:assert/strict';
import path from 'node:path';
import { prepareRecording } from '../../src/capture/prepareRecording.ts';
import { runTarget, type TargetEnd } from '../../src/capture/runTarget.ts';

async function run(argv: readonly [string, ...string[]], durationMs?: number, cwd = process.cwd()): Promise<TargetEnd> {
  const recording = await prepareRecording({
    measure: 'cpu',
    intervalUs: 1000,
    live: false,
    collector: '',
    env: process.env,
    preload: path.resolve('dist/preload.cjs'),
  });
  try {
    return await runTarget(
      { argv, cwd, env: { ...process.env, ...recording.env } },
      { ...(durationMs === undefined ? {} : { durationMs }), stop: (pid) => recording.stop(10_000, pid) },
    );
  } finally {
    recording.dispose();
  }
}

describe('A target', () => {
  it('gives its exit code', async () => {
    const { exitCode, signal } = await run([process.execPath, '-e', 'process.exit(3)']);
    assert.deepEqual({ exitCode, signal }, { exitCode: 3, signal: null });
  });

  it('gives the signal that it died of', async function () {
    if (process.platform === 'win32') this.skip();
    const { exitCode, signal } = await run([process.execPath, '-e', 'process.kill(process.pid, "SIGKILL")']);
    assert.deepEqual({ exitCode, signal }, { exitCode: null, signal: 'SIGKILL' });
  });

  it('is stopped after its time, with all that it has started', async function () {
    if (process.platform === 'win32') this.skip();
    const loop = `"${process.execPath}" -e "for (;;);"`;
    const { exitCode, signal } = await run(['sh', '-c', `${loop}; ${loop}`], 500);
    assert.deepEqual({ exitCode, signal }, { exitCode: null, signal: 'SIGTERM' });
  });

  it('that does not exist is an error that names it', async () => {
    await assert.rejects(run(['no-such-program']), {
      name: 'HeatlineError',
      message: 'no-such-program: command not found',
      hint: 'Check its name and your PATH.',
    });
  });

  it('in a folder that does not exist is an error that names the folder', async () => {
    const folder = path.resolve('no-such-folder');
    await assert.rejects(run([process.execPath], undefined, folder), { message: `${folder}: no such folder` });
  });

  it('that is no program is an error that says so', async function () {
    if (process.platform === 'win32') this.skip();
    const file = path.resolve('package.json');
    await assert.rejects(run([file]), { message: `${file}: permission denied` });
  });
});
