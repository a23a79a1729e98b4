import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { findNode, type FoundNode } from '../../src/capture/findNode.ts';
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
    let collector: string;

    before(async () => {
      node = await findNode({ cwd: process.cwd(), env: process.env, configured: process.execPath });
      let found = await v8ProfilerNext.find({ node, cwd: process.cwd() });
      if (found.state === 'missing') {
        const [command = '', ...args] = found.mend.split(' ');
        spawnSync(command, args, { shell: process.platform === 'win32' });
        found = await v8ProfilerNext.find({ node, cwd: process.cwd() });
      }
      assert.ok(found.state === 'found');
      collector = found.collector;
    });

    for (const measure of ['cpu', 'heap'] as const) {
      it(`measures ${measure}`, async () => {
        const program = { args: measure === 'cpu' ? ['ends.cjs', 'normal'] : ['allocate.cjs'] };
        const { outcome, profile, files, self } = await recordProgram(program, { measure, collector });
        assert.equal(outcome.code, 0, outcome.stderr);
        assert.deepEqual(files.lost, []);
        assert.equal(profile.unit, measure === 'cpu' ? 'microseconds' : 'bytes');
        assert.ok([...self.values()].reduce((sum, weight) => sum + weight, 0) > 0);
      });
    }

    it('leaves the profile of a busy loop that is stopped, and of workers', async () => {
      const { files, profile } = await recordProgram({ args: ['workers.cjs', 'busy'] }, { collector });
      assert.deepEqual(files.lost, []);
      assert.equal(profile.threads.length, 3);
      const stopped = await recordProgram(
        { args: ['loop.cjs'] },
        {
          collector,
          during: async (recording, child, ready) => {
            await ready();
            await recording.stop(10_000, child.pid);
          },
        },
      );
      assert.ok((stopped.self.get('burn') ?? 0) > 0);
    });

    it('is named with the command that installs it where it is missing', async () => {
      const missing = await v8ProfilerNext.find({ node, cwd: '/' });
      assert.deepEqual(missing, {
        state: 'missing',
        reason: 'v8-profiler-next is not installed in /.',
        mend: 'npm install --save-dev v8-profiler-next',
      });
    });
  });
});
