// What is measured beside the stacks, of programs whose memory, pauses and delays are known.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { openProfile } from '../../src/capture/open.ts';
import { threadTimeline, type ThreadTimeline } from '../../src/core/analysis/threadTimeline.ts';
import type { Metric } from '../../src/core/model/timeline.ts';
import { installNativeTools } from '../host/nativeTools.mjs';
import { canFetchNode, fetchNode } from './fetchNode.ts';
import { heatline, reportOf } from './heatline.ts';
import { recordProgram, runProgram } from './recordProgram.ts';
import { scratchFolder } from './scratchFolder.ts';

const programs = path.resolve('test/fixtures/programs/timeline');
const steps = path.join(programs, 'steps.mjs');
const hundredMb = 100 * 2 ** 20;

function valuesOf(timeline: ThreadTimeline, metric: Metric) {
  const series = timeline.series.find((each) => each.metric === metric);
  assert.ok(series, `no ${metric} in ${timeline.series.map((each) => each.metric).join()}`);
  const { time, value } = series;
  const within = (from: number, to: number) =>
    value.filter((_, row) => (time[row] ?? 0) >= from && (time[row] ?? 0) < to);
  const largest = (from = -Infinity, to = Infinity): number => Math.max(...within(from, to));
  return { time, value, largest };
}

function markerAt({ markers }: ThreadTimeline, name: string): number {
  const marker = markers.find((each) => each.name === name);
  assert.ok(marker, `no ${name} in ${markers.map((each) => each.name).join()}`);
  return marker.time;
}

function assertSteps(timeline: ThreadTimeline | undefined): void {
  assert.ok(timeline);
  const [step, block] = [markerAt(timeline, 'step'), markerAt(timeline, 'block')];
  for (const metric of ['rss', 'external', 'arrayBuffers'] as const) {
    const { largest } = valuesOf(timeline, metric);
    const rise = largest(block) - largest(-Infinity, step);
    assert.ok(rise > 0.9 * hundredMb && rise < 1.6 * hundredMb, `${metric} rose by ${rise}`);
  }
  assert.ok(valuesOf(timeline, 'heapUsed').largest() < hundredMb / 2);
  const delay = valuesOf(timeline, 'loopDelay');
  const worst = delay.largest(block);
  assert.ok(worst > 430_000, `late by ${worst}`);
  assert.ok(valuesOf(timeline, 'cpu').largest() > 0.02);
  const major = timeline.pauses.kind.filter((kind) => kind === 1).length;
  assert.ok(major >= 5, `${major} mark-compacts`);
  assert.ok(valuesOf(timeline, 'loopUtilization').largest(block) > 0.8);
}

describe('A timeline', () => {
  const scratch = scratchFolder();

  it('tells what the program did, in a report and in its file', async () => {
    const out = scratch('steps.cpuprofile');
    const { code, stdout } = await heatline(['profile', '--json', '--out', out, '--', process.execPath, steps]);
    assert.equal(code, 0);
    const { profile } = await openProfile(out);
    assertSteps(threadTimeline(profile, 0));
    const [process0, ...others] = reportOf(stdout).timeline ?? [];
    assert.ok(process0);
    assert.deepEqual(others, []);
    assert.equal(process0.name, 'steps.mjs');
    assert.ok((process0.peakExternal ?? 0) > hundredMb && (process0.peakRss ?? 0) > hundredMb);
    assert.ok((process0.worstLoopDelay ?? 0) > 430_000);
    assert.ok(process0.pauses.some(({ kind, count }) => kind === 'mark-compact' && count >= 5));
    const text = await heatline(['report', out]);
    assert.match(
      text.stdout,
      /^memory: RSS up to \d+ MB, heap up to [\d.]+ MB, external up to 1\d\d MB; .*mark-compact/m,
    );
  });

  it('is there of allocations too, whose samples have no times', async () => {
    const out = scratch('steps.heapprofile');
    await heatline(['profile', '--measure', 'heap', '--json', '--out', out, '--', process.execPath, steps]);
    const { profile } = await openProfile(out);
    assertSteps(threadTimeline(profile, 0));
  });

  it('is there beside V8’s log', async () => {
    const { profile, outcome } = await recordProgram({ args: ['../timeline/steps.mjs'] }, { isLogged: true });
    assert.equal(outcome.stderr, '');
    assertSteps(threadTimeline(profile, 0));
  });

  it('has rows of a thread that never lets its event loop turn', async () => {
    const { profile, outcome } = await recordProgram({ args: ['../timeline/busy.cjs'] });
    assert.match(outcome.stdout, /^\d+\n$/);
    const timeline = threadTimeline(profile, 0);
    assert.ok(timeline);
    const heap = valuesOf(timeline, 'heapUsed');
    assert.ok(heap.time.length >= 4, `${heap.time.length} rows`);
    assert.ok(heap.largest() > 20e6);
    assert.ok(valuesOf(timeline, 'rss').time.length >= 10);
    assert.ok(valuesOf(timeline, 'loopDelay').largest() > 2e6);
  });

  it('has a marker where the user put one, in a busy loop too', async () => {
    const { profile } = await recordProgram(
      { args: ['../timeline/busy.cjs'] },
      {
        during: async (recording, _child, ready) => {
          await ready();
          recording.mark?.('before the "flood"');
        },
      },
    );
    const timeline = threadTimeline(profile, 0);
    assert.deepEqual(
      timeline?.markers.map(({ name, kind }) => [name, kind]),
      [['before the "flood"', 'user']],
    );
  });

  it('has a part for each thread, and one for the process', async () => {
    const { profile } = await recordProgram({ args: ['workers.cjs', 'busy'] });
    const [main, worker] = [0, 1].map((thread) => threadTimeline(profile, thread));
    assert.ok(main && worker);
    assert.deepEqual(valuesOf(main, 'rss').value, valuesOf(worker, 'rss').value);
    assert.notDeepEqual(valuesOf(main, 'heapUsed').value, valuesOf(worker, 'heapUsed').value);
  });

  for (const version of ['16.20.2', '24']) {
    it(`is recorded on Node ${version}, and leaves the program as it is`, async function () {
      if (!canFetchNode) {
        console.log(`      Skipped: Node ${version} is only fetched on linux-x64.`);
        this.skip();
      }
      const program = { node: fetchNode(version), args: ['../timeline/steps.mjs'] };
      const { profile, outcome } = await recordProgram(program);
      assert.deepEqual(outcome, await runProgram(program));
      assertSteps(threadTimeline(profile, 0));
    });
  }

  it('is read from /proc for a native program', async function () {
    if (process.platform !== 'linux') this.skip();
    installNativeTools();
    const [program, out] = [scratch('steps'), scratch('native.cpuprofile')];
    const compiled = spawnSync('g++', ['-x', 'c', '-O1', '-g', '-o', program, path.join(programs, 'steps.c')]);
    assert.equal(compiled.status, 0, String(compiled.stderr));
    const { code, stdout } = await heatline(['profile', '--json', '--out', out, '--', program]);
    assert.equal(code, 0);
    const [{ peakRss = 0, peakPss = 0 } = {}] = reportOf(stdout).timeline ?? [];
    assert.ok(peakRss > hundredMb && peakRss < 1.2 * hundredMb, `${peakRss}`);
    assert.ok(peakPss > 0.9 * hundredMb && peakPss <= peakRss, `${peakPss}`);
    const { profile } = await openProfile(out);
    const timeline = threadTimeline(profile, 0);
    assert.ok(timeline);
    assert.ok(valuesOf(timeline, 'minorFaults').largest() > 1000);
    assert.ok(valuesOf(timeline, 'cpu').largest() > 0.02);
  });
});
