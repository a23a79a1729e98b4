import assert from 'node:assert/strict';
import { once } from 'node:events';
import { recordProgram, runProgram, type Recorded } from './recordProgram.ts';

/** Self weight of the busy function in each thread, by pid and tid. */
function burnByThread({ profile }: Recorded): number[] {
  const { nodes, functions, threads } = profile;
  const burn = threads.map(() => 0);
  for (const [node, weight] of nodes.self.entries()) {
    const thread = nodes.thread[node] ?? 0;
    if (functions.name[nodes.function[node] ?? 0] === 'burn') burn[thread] = (burn[thread] ?? 0) + weight;
  }
  return burn;
}

function assertBusy(recorded: Recorded, threads: number): void {
  const burn = burnByThread(recorded);
  assert.equal(burn.filter((weight) => weight > 0).length, threads, `busy threads: ${burn.join(', ')}`);
  assert.deepEqual(recorded.files.lost, []);
}

describe('A recorded program with workers', () => {
  const ways = {
    ended: 'that end',
    exits: 'that call process.exit',
    terminated: 'that it terminates',
    terminatedBusy: 'that it terminates while they are busy',
    idle: 'that are idle when it exits',
    busy: 'that are busy when it exits',
    thrown: 'that are idle when it throws',
  };
  for (const [way, description] of Object.entries(ways)) {
    it(`${description} leaves their profiles too`, async () => {
      const program = { args: ['workers.cjs', way] };
      const recorded = await recordProgram(program);
      assert.deepEqual(recorded.outcome, await runProgram(program));
      assertBusy(recorded, 2);
      assert.equal(recorded.profile.threads.length, 3);
    });
  }

  it('all busy when it is stopped leaves all profiles', async () => {
    const recorded = await recordProgram(
      { args: ['workers.cjs', 'looping'] },
      {
        during: async (recording, child, ready) => {
          await ready();
          if (child.stdout !== null) await once(child.stdout, 'data');
          await recording.stop(10_000, child.pid);
        },
      },
    );
    assertBusy(recorded, 3);
  });
});

describe('A recorded program with children', () => {
  it('that it forks leaves the profiles of both', async () => {
    const program = { args: ['children.cjs', 'fork'] };
    const recorded = await recordProgram(program);
    assert.deepEqual(recorded.outcome, await runProgram(program));
    assertBusy(recorded, 2);
  });

  it('behind a shell leaves the profiles of both', async () => {
    const program = { args: ['children.cjs', 'shell'] };
    const recorded = await recordProgram(program);
    assert.deepEqual(recorded.outcome, await runProgram(program));
    assertBusy(recorded, 2);
  });

  it('that it hides leaves its own profile', async () => {
    const recorded = await recordProgram({ args: ['children.cjs', 'hidden'] });
    assert.equal(recorded.outcome.code, 0);
    assertBusy(recorded, 1);
  });

  it('that outlives it leaves the profiles of both and goes on', async () => {
    const recorded = await recordProgram({ args: ['children.cjs', 'orphan'] });
    const child = Number(recorded.outcome.stdout);
    assert.ok(process.kill(child, 'SIGTERM'));
    assertBusy(recorded, 2);
  });

  it('behind npm leaves only the profile of the script', async function () {
    if (process.platform === 'win32') this.skip();
    const args = ['exec', '--call', `"${process.execPath}" ends.cjs normal`];
    const recorded = await recordProgram({ command: 'npm', args });
    assert.equal(recorded.outcome.code, 0, recorded.outcome.stderr);
    assertBusy(recorded, 1);
    assert.equal(recorded.files.threads.length, 1);
  });
});
