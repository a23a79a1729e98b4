import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { findNode, type FoundNode } from '../../src/capture/findNode.ts';
import type { Found } from '../../src/capture/tool.ts';
import { v8ProfilerNext } from '../../src/capture/v8ProfilerNext.ts';
import { recordProgram } from './recordProgram.ts';

describe('The tool', () => {
  it('v8 measures what a program allocates, freed or not', async () => {
    const { profile, files, self } = await recordProgram({ args: ['allocate.cjs'] }, { measure: 'heap' });
    assert.equal(profile.unit, 'bytes');
    assert.deepEqual(files.lost, []);
    const allocated = [...self.values()].reduce((sum, bytes) => sum + bytes, 0);
    // 2 million objects of 32 bytes or more, of which a twentieth lives at the end.
    assert.ok(allocated > 20e6, `${allocated} bytes`);
  });

  describe('v8-profiler-next', () => {
    let node: FoundNode;
    let found: Found;
    const find = (cwd: string) => v8ProfilerNext.find({ node, cwd, env: process.env });

    before(async () => {
      node = await findNode({ cwd: process.cwd(), env: process.env, configured: process.execPath });
      let asked = await find(process.cwd());
      if (asked.state === 'missing') {
        const [command = '', ...args] = asked.mend.split(' ');
        spawnSync(command, args, { shell: process.platform === 'win32' });
        asked = await find(process.cwd());
      }
      assert.ok(asked.state === 'found');
      found = asked;
    });

    for (const measure of ['cpu', 'heap'] as const) {
      it(`measures ${measure}`, async () => {
        const program = { args: measure === 'cpu' ? ['ends.cjs', 'normal'] : ['allocate.cjs'] };
        const { outcome, profile, files, self } = await recordProgram(program, { measure, found });
        assert.equal(outcome.code, 0, outcome.stderr);
        assert.deepEqual(files.lost, []);
        assert.equal(profile.unit, measure === 'cpu' ? 'microseconds' : 'bytes');
        assert.ok([...self.values()].reduce((sum, weight) => sum + weight, 0) > 0);
      });
    }

    it('leaves the profile of a busy loop that is stopped, and of workers', async () => {
      const { files, profile } = await recordProgram({ args: ['workers.cjs', 'busy'] }, { found });
      assert.deepEqual(files.lost, []);
      assert.equal(profile.threads.length, 3);
      const stopped = await recordProgram(
        { args: ['loop.cjs'] },
        {
          found,
          during: async (recording, child, ready) => {
            await ready();
            await recording.stop(10_000, child.pid);
          },
        },
      );
      assert.ok((stopped.self.get('burn') ?? 0) > 0);
    });

    it('is named with the command that installs it where it is missing', async () => {
      const missing = await find('/');
      assert.deepEqual(missing, {
        state: 'missing',
        reason: 'v8-profiler-next is not installed in /.',
        mend: 'npm install --save-dev v8-profiler-next',
      });
    });
  });
});
