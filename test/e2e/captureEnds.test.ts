import assert from 'node:assert/strict';
import { recordProgram, runProgram, type Program } from './recordProgram.ts';

interface Case extends Program {
  readonly ends: { readonly code: number | null; readonly signal: NodeJS.Signals | null };
}

const code = (code: number) => ({ code, signal: null });
const signal = (signal: NodeJS.Signals) => ({ code: null, signal });

const cases: Record<string, Case> = {
  'at its end': { args: ['ends.cjs', 'normal', 'with arguments'], ends: code(0) },
  'with an exit code': { args: ['ends.cjs', 'exitCode'], ends: code(3) },
  'by process.exit': { args: ['ends.cjs', 'exit'], ends: code(3) },
  'by process.exit while it is busy': { args: ['ends.cjs', 'exitLater'], ends: code(4) },
  'by an error': { args: ['ends.cjs', 'throw'], ends: code(1) },
  'by a rejection': { args: ['ends.cjs', 'reject'], ends: code(1) },
  'after it has read stdin': { args: ['echo.cjs'], stdin: 'one\ntwo\n', ends: code(0) },
  'as an ES module': { args: ['module.mjs'], ends: code(0) },
};

describe('A recorded program that ends', () => {
  for (const [name, program] of Object.entries(cases)) {
    it(`${name} leaves its profile, and everything else as it is`, async () => {
      const { outcome, files, self } = await recordProgram(program);
      assert.deepEqual(outcome, await runProgram(program));
      assert.deepEqual({ code: outcome.code, signal: outcome.signal }, program.ends);
      assert.deepEqual(files.lost, []);
      assert.ok((self.get('burn') ?? 0) > 0, 'the busy function is in the profile');
    });
  }

  it('before its first line, because it cannot be parsed, leaves a profile', async () => {
    const program: Program = { command: process.execPath, args: ['-e', 'this is no program'] };
    const { outcome, files } = await recordProgram(program);
    assert.deepEqual(outcome, await runProgram(program));
    assert.equal(outcome.code, 1);
    assert.deepEqual(files.lost, []);
  });

  it('because its file is missing leaves a profile', async () => {
    const { outcome, files } = await recordProgram({ args: ['missing.cjs'] });
    assert.equal(outcome.code, 1);
    assert.match(outcome.stderr, /Cannot find module/);
    assert.deepEqual(files.lost, []);
  });

  it('by process.abort leaves its profile', async function () {
    if (process.platform === 'win32') this.skip();
    const { outcome, files, self } = await recordProgram({ args: ['ends.cjs', 'abort'] });
    assert.deepEqual({ code: outcome.code, signal: outcome.signal }, signal('SIGABRT'));
    assert.deepEqual(files.lost, []);
    assert.ok((self.get('burn') ?? 0) > 0);
  });
});
