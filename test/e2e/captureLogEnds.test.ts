import assert from 'node:assert/strict';
import { canFetchNode, fetchNode } from './fetchNode.ts';
import { recordProgram, runProgram, type Action, type Recorded } from './recordProgram.ts';

function assertRecorded({ files, profile, self }: Recorded): void {
  assert.equal(profile.tool, 'v8-log');
  assert.deepEqual(files.lost, []);
  assert.ok((self.get('burn') ?? 0) > 0, 'the busy function is in the profile');
}

const go: Action = async (_recording, child, ready) => {
  await ready();
  child.stdin?.end('go\n');
};

const sent =
  (signal: NodeJS.Signals): Action =>
  async (_recording, child, ready) => {
    await ready();
    setTimeout(() => child.kill(signal), 500);
  };

/** V8 writes line by line, so that what was measured is there, however the program ends. */
for (const version of ['20', '24']) {
  (process.platform === 'win32' ? describe.skip : describe)(`On Node ${version}, a program whose log V8 writes`, () => {
    let node: string;

    before(function () {
      const isOwn = process.versions.node.startsWith(`${version}.`);
      if (!isOwn && !canFetchNode) this.skip();
      node = isOwn ? process.execPath : fetchNode(version);
    });

    for (const args of [
      ['ends.cjs', 'normal'],
      ['ends.cjs', 'exit'],
      ['ends.cjs', 'throw'],
      ['workers.cjs', 'ended'],
      ['workers.cjs', 'terminatedBusy'],
      ['workers.cjs', 'busy'],
      ['children.cjs', 'fork'],
    ]) {
      it(`leaves its profile, and everything else as it is: ${args.join(' ')}`, async () => {
        const program = { node, args };
        const recorded = await recordProgram(program, { isLogged: true });
        assert.deepEqual(recorded.outcome, await runProgram(program));
        assertRecorded(recorded);
        const threads = args[0] === 'ends.cjs' ? 1 : args[0] === 'children.cjs' ? 2 : 3;
        assert.equal(recorded.profile.threads.length, threads);
      });
    }

    for (const way of ['terminate', 'interrupt']) {
      it(`that ends by a signal leaves its profile: ${way}`, async () => {
        const program = { node, args: ['ends.cjs', way] };
        const recorded = await recordProgram(program, { isLogged: true, during: go });
        assert.deepEqual(recorded.outcome, await runProgram({ ...program, stdin: 'go\n' }));
        assertRecorded(recorded);
      });
    }

    for (const signal of ['SIGTERM', 'SIGINT', 'SIGKILL'] as const) {
      it(`that gets ${signal} in a busy loop leaves its profile`, async () => {
        const program = { node, args: ['loop.cjs'] };
        const recorded = await recordProgram(program, { isLogged: true, during: sent(signal) });
        assert.equal(recorded.outcome.signal, signal);
        assertRecorded(recorded);
      });
    }

    it('that aborts leaves its profile', async () => {
      const recorded = await recordProgram({ node, args: ['ends.cjs', 'abort'] }, { isLogged: true });
      assert.equal(recorded.outcome.signal, 'SIGABRT');
      assertRecorded(recorded);
    });
  });
}
