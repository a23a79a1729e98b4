import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Recording } from '../../src/capture/recording.ts';
import { settingsVariable, type RecordingSettings } from '../../src/preload/protocol.ts';
import { recordProgram, runProgram, type Action } from './recordProgram.ts';

const go: Action = async (_recording, child, ready) => {
  await ready();
  child.stdin?.end('go\n');
};

const sent =
  (signal: NodeJS.Signals): Action =>
  async (_recording, child, ready) => {
    await ready();
    child.kill(signal);
  };

// Windows has no signals: there, a program is stopped by the recorder or not at all.
(process.platform === 'win32' ? describe.skip : describe)('A recorded program that gets', () => {
  for (const [way, signal] of [
    ['terminate', 'SIGTERM'],
    ['interrupt', 'SIGINT'],
    ['hangUp', 'SIGHUP'],
  ] as const) {
    it(`${signal} dies of it and leaves its profile`, async () => {
      const program = { args: ['ends.cjs', way] };
      const { outcome, files, self } = await recordProgram(program, { during: go });
      assert.deepEqual(outcome, await runProgram({ ...program, stdin: 'go\n' }));
      assert.equal(outcome.signal, signal);
      assert.deepEqual(files.lost, []);
      assert.ok((self.get('burn') ?? 0) > 0);
    });
  }

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`${signal} in a busy loop dies of it and leaves its profile`, async () => {
      const { outcome, files, self } = await recordProgram({ args: ['loop.cjs'] }, { during: sent(signal) });
      assert.equal(outcome.signal, signal);
      assert.equal(outcome.stderr, '');
      assert.deepEqual(files.lost, []);
      assert.ok((self.get('burn') ?? 0) > 0);
    });
  }

  it('a signal that it handles does so alone, and sees no listener of ours', async () => {
    const { outcome, files, self } = await recordProgram({ args: ['handler.cjs'] }, { during: sent('SIGTERM') });
    assert.deepEqual(outcome, { code: 7, signal: null, stdout: '0,0,0\n0,1,0\nSIGTERM 0,0,0\n', stderr: '' });
    assert.deepEqual(files.lost, []);
    assert.ok((self.get('burn') ?? 0) > 0);
  });

  it('SIGKILL loses only what came after the last part', async () => {
    const { outcome, files, profile, self } = await recordProgram(
      { args: ['loop.cjs'] },
      {
        during: async (recording, child, ready) => {
          await ready();
          await partSaved(recording);
          child.kill('SIGKILL');
        },
      },
    );
    assert.equal(outcome.signal, 'SIGKILL');
    assert.equal(files.lost.length, 1);
    assert.ok((self.get('burn') ?? 0) > 0);
    assert.deepEqual(
      profile.notes.map(({ kind }) => kind),
      ['lost-part'],
    );
  });
});

async function partSaved({ env }: Recording): Promise<void> {
  const { directory } = JSON.parse(env[settingsVariable] ?? '') as RecordingSettings;
  while (!readdirSync(directory).some((name) => /^\d+-0-0\.cpuprofile$/.test(name))) await delay(50);
}
