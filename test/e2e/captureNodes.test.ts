import assert from 'node:assert/strict';
import { canFetchNode, fetchNode } from './fetchNode.ts';
import { recordProgram, runProgram } from './recordProgram.ts';

/** The oldest Node that is recorded, and one that is newer than the tests' own. */
for (const version of ['16.20.2', '24']) {
  describe(`On Node ${version}, a recorded program`, () => {
    let node: string;

    before(function () {
      if (!canFetchNode) {
        console.log(`      Skipped: Node ${version} is only fetched on linux-x64.`);
        this.skip();
      }
      node = fetchNode(version);
    });

    for (const args of [
      ['ends.cjs', 'exit'],
      ['ends.cjs', 'throw'],
      ['module.mjs'],
      ['workers.cjs', 'terminatedBusy'],
      ['workers.cjs', 'idle'],
      ['workers.cjs', 'busy'],
    ]) {
      it(`leaves its profile, and everything else as it is: ${args.join(' ')}`, async () => {
        const program = { node, args };
        const { outcome, files, self } = await recordProgram(program);
        assert.deepEqual(outcome, await runProgram(program));
        assert.deepEqual(files.lost, []);
        assert.ok((self.get('burn') ?? 0) > 0);
      });
    }

    it('dies of SIGTERM in a busy loop and leaves its profile', async () => {
      const { outcome, files, self } = await recordProgram(
        { node, args: ['loop.cjs'] },
        {
          during: async (_recording, child, ready) => {
            await ready();
            child.kill('SIGTERM');
          },
        },
      );
      assert.equal(outcome.signal, 'SIGTERM');
      assert.equal(outcome.stderr, '');
      assert.deepEqual(files.lost, []);
      assert.ok((self.get('burn') ?? 0) > 0);
    });

    it('of `node --test` leaves the profiles of its tests, and is not aborted for having no inspector itself', async () => {
      const { outcome, files, self } = await recordProgram(
        { args: ['--test', 'loop.cjs'], command: node },
        {
          during: async (recording, child, ready) => {
            await ready();
            await recording.stop(10_000, child.pid);
          },
        },
      );
      // The runner's own way to end when it is stopped.
      assert.deepEqual([outcome.code, outcome.signal, outcome.stderr], [1, null, '']);
      assert.deepEqual(files.lost, []);
      assert.ok((self.get('burn') ?? 0) > 0);
    });

    it('handles SIGTERM itself, and sees no listener of ours', async () => {
      const { outcome, files } = await recordProgram(
        { node, args: ['handler.cjs'] },
        {
          during: async (_recording, child, ready) => {
            await ready();
            child.kill('SIGTERM');
          },
        },
      );
      assert.deepEqual(outcome, { code: 7, signal: null, stdout: '0,0,0\n0,1,0\nSIGTERM 0,0,0\n', stderr: '' });
      assert.deepEqual(files.lost, []);
    });

    it('leaves what it allocates, with the file of functions that are gone', async () => {
      const { profile, files } = await recordProgram({ node, args: ['keeps.cjs'] }, { measure: 'heap' });
      assert.equal(profile.unit, 'bytes');
      // Older ones forget what is collected.
      assert.equal(profile.event, Number.parseInt(version, 10) < 20 ? 'live' : 'allocated');
      const { name, file } = profile.functions;
      assert.match(file[name.indexOf('keep')] ?? '', /keeps\.cjs$/);
      assert.deepEqual(files.lost, []);
    });
  });
}
