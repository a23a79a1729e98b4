import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { findNode, type FoundNode } from '../../src/capture/findNode.ts';
import type { Found } from '../../src/capture/tool.ts';
import { v8ProfilerNext } from '../../src/capture/v8ProfilerNext.ts';
import type { Report } from '../../src/core/queries/report.ts';
import { heatline } from './heatline.ts';
import { recordProgram } from './recordProgram.ts';
import { scratchFolder } from './scratchFolder.ts';

describe('The tool', () => {
  const scratch = scratchFolder();

  it('v8 measures what a program allocates, freed or not', async () => {
    const { profile, files, self } = await recordProgram({ args: ['allocate.cjs'] }, { measure: 'heap' });
    assert.equal(profile.unit, 'bytes');
    assert.deepEqual(files.lost, []);
    const allocated = [...self.values()].reduce((sum, bytes) => sum + bytes, 0);
    // 2 million objects of 32 bytes or more, of which a twentieth lives at the end.
    assert.ok(allocated > 20e6, `${allocated} bytes`);
  });

  describe('v8', () => {
    const keeps = path.resolve('test/fixtures/programs/capture/keeps.cjs');
    const measured = (...options: string[]) => measure(keeps, ...options);
    const measure = async (file: string, ...options: string[]): Promise<Report & { readonly memory?: Report }> => {
      const command = [process.execPath, file];
      const { code, stdout, stderr } = await heatline([
        'profile',
        ...options,
        '--json',
        '--limit',
        '0',
        '--',
        ...command,
      ]);
      assert.equal(code, 0, stderr);
      return JSON.parse(stdout) as Report & { readonly memory?: Report };
    };
    const selfOf = ({ functions }: Report, name: string): number =>
      functions.find((fn) => fn.name === name && fn.file === keeps)?.self ?? 0;
    const assertNear = (bytes: number, wanted: number): void => {
      assert.ok(bytes > 0.7 * wanted && bytes < 1.4 * wanted, `${bytes} bytes, not ${wanted}`);
    };

    it('counts all that is allocated, with the functions that did it', async () => {
      const report = await measured('--measure', 'heap');
      assert.equal(report.event, 'allocated');
      assertNear(selfOf(report, 'keep'), 20e6);
      assertNear(selfOf(report, 'drop'), 200e6);
    });

    it('knows where functions stood whose module was collected', async () => {
      const report = await measure(path.resolve(keeps, '../collected.cjs'), '--measure', 'heap');
      assertNear(selfOf(report, 'drop'), 200e6);
    });

    it('counts what is still live, and nothing that was dropped', async () => {
      const report = await measured('--event', 'live');
      assert.equal(report.event, 'live');
      assertNear(selfOf(report, 'keep'), 20e6);
      assert.ok(selfOf(report, 'drop') < 1e6);
    });

    it('measures CPU time and memory in one run, each in a file of its own', async () => {
      const out = scratch('run.cpuprofile');
      const report = await measured('--measure', 'cpu,heap', '--event', 'live', '--out', out);
      assert.equal(report.unit, 'microseconds');
      assert.ok(selfOf(report, 'drop') > 0);
      assert.ok(report.memory);
      assert.deepEqual([report.memory.unit, report.memory.event], ['bytes', 'live']);
      assertNear(selfOf(report.memory, 'keep'), 20e6);
      const written = await heatline(['report', scratch('run.heapprofile'), '--event', 'live', '--json']);
      assert.equal((JSON.parse(written.stdout) as Report).total, report.memory.total);
      const other = await heatline(['report', scratch('run.heapprofile'), '--event', 'allocated']);
      assert.match(other.stderr, /has not counted allocated/);
    });

    it('refuses a choice of memory where none is measured, or the profiler has none', async () => {
      const time = await heatline(['profile', '--measure', 'cpu', '--event', 'live', '--', process.execPath, keeps]);
      assert.deepEqual([time.code, time.stdout], [2, '']);
      assert.match(time.stderr, /--event chooses what is counted of memory/);
      const other = await heatline([
        'profile',
        '--with',
        'perf',
        '--measure',
        'cpu,heap',
        '--',
        process.execPath,
        keeps,
      ]);
      assert.deepEqual([other.code, other.stdout], [2, '']);
      assert.match(other.stderr, /perf has no choice of what it counts of memory/);
    });
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
