import assert from 'node:assert/strict';
import { HeatlineError } from '../../src/core/model/heatlineError.ts';
import { recordProgram } from './recordProgram.ts';

describe('A recording that is stopped', () => {
  it('takes the profile of a busy loop', async () => {
    const { outcome, files, self } = await recordProgram(
      { args: ['loop.cjs'] },
      {
        during: async (recording, child, ready) => {
          await ready();
          await recording.stop(10_000, child.pid);
        },
      },
    );
    assert.notDeepEqual([outcome.code, outcome.signal], [0, null]);
    assert.equal(outcome.stderr, '');
    assert.deepEqual(files.lost, []);
    assert.ok((self.get('burn') ?? 0) > 0);
  });

  it('lets a program go on that is only to save', async () => {
    const { outcome, files } = await recordProgram(
      { args: ['echo.cjs'] },
      {
        during: async (recording, child, ready) => {
          await ready();
          await recording.save(10_000);
          child.stdin?.end('later\n');
        },
      },
    );
    assert.deepEqual(outcome, { code: 0, signal: null, stdout: 'LATER\n', stderr: '' });
    assert.deepEqual(files.lost, []);
  });

  it('ends what is not Node too, and says that nothing was recorded', async function () {
    if (process.platform === 'win32') this.skip();
    await assert.rejects(
      recordProgram(
        { command: 'sleep', args: ['600'] },
        { during: (recording, child) => recording.stop(10_000, child.pid) },
      ),
      (error) => error instanceof HeatlineError && error.message.includes('started no Node program'),
    );
  });
});
