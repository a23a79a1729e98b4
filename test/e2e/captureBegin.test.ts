import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { HeatlineError } from '../../src/core/model/heatlineError.ts';
import type { Profile } from '../../src/core/model/profile.ts';
import { recordProgram } from './recordProgram.ts';

/** Names of the functions that are in a profile at all. */
function sampled({ functions, nodes }: Profile): Set<string> {
  return new Set(Array.from(nodes.function, (fn) => functions.name[fn] ?? ''));
}

describe('A recording that waits', () => {
  for (const threads of [[], ['worker']]) {
    it(`measures between console.profile() and console.profileEnd()${threads.length > 0 ? ', in each thread' : ''}`, async () => {
      const { outcome, files, profile } = await recordProgram(
        { args: ['parts.cjs', ...threads] },
        { begin: 'console' },
      );
      assert.deepEqual(outcome, { code: 0, signal: null, stdout: '', stderr: '' });
      assert.deepEqual(files.lost, []);
      assert.deepEqual(files.errors, []);
      assert.equal(profile.threads.length, 1 + threads.length);
      const names = sampled(profile);
      assert.deepEqual(
        ['before', 'first', 'between', 'second'].map((name) => names.has(name)),
        [false, true, false, true],
      );
    });
  }

  it('begins in the middle of a loop that is optimized already, and finds what it inlined', async () => {
    const { files, self, profile } = await recordProgram(
      { args: ['optimized.cjs'] },
      {
        begin: 'message',
        during: async (recording, child, ready) => {
          await ready();
          await delay(1000);
          assert.deepEqual(recording.files().profiles, []);
          recording.start();
          while (recording.files().threads.some(({ isPaused }) => isPaused)) await delay(20);
          await delay(500);
          await recording.stop(10_000, child.pid);
        },
      },
    );
    assert.deepEqual(files.lost, []);
    assert.ok((self.get('helper') ?? 0) > 0);
    assert.ok(Array.from(profile.lines.line).includes(3));
  });

  it('begins for processes that start later', async () => {
    const { files } = await recordProgram(
      { args: ['burn.cjs'] },
      {
        begin: 'message',
        during: (recording) => {
          recording.start();
        },
      },
    );
    assert.deepEqual(files.lost, []);
    assert.equal(files.profiles.length, 1);
  });

  it('says that it never began', async () => {
    for (const begin of ['message', 'console'] as const) {
      await assert.rejects(
        recordProgram({ args: ['burn.cjs'] }, { begin }),
        (error) => error instanceof HeatlineError && error.message.startsWith('Nothing was measured: '),
      );
    }
  });
});
