// How perf follows the stacks of programs with and without frame pointers.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Report } from '../../src/core/queries/report.ts';
import { keepsFramePointers } from '../../src/symbols/elf/keepsFramePointers.ts';
import { aptInstall } from '../host/aptInstall.mjs';
import { installNativeTools } from '../host/nativeTools.mjs';
import { heatline, profileCommand, reportOf } from './heatline.ts';
import { scratchFolder } from './scratchFolder.ts';

const source = path.resolve('test/fixtures/programs/native/callers.cpp');

describe('The stacks of a native program', function () {
  if (process.platform !== 'linux') return;
  const scratch = scratchFolder();

  before(function () {
    this.timeout(600_000);
    installNativeTools();
    aptInstall({ rustc: 'rustc' });
    for (const [name, option] of [
      ['with', '-fno-omit-frame-pointer'],
      ['without', '-fomit-frame-pointer'],
    ] as const) {
      const args = ['-O2', '-g', option, source, '-o', scratch(name)];
      const { status, stderr } = spawnSync('g++', args, { encoding: 'utf8' });
      assert.equal(status, 0, stderr);
    }
  });

  const kindsOf = ({ notes }: Report) => notes.map(({ kind }) => kind);
  const totalOf = ({ functions }: Report, name: string) =>
    functions.find((fn) => fn.name.includes(name))?.totalShare ?? 0;

  function assertCallers(report: Report): void {
    const share = totalOf(report, 'often');
    assert.ok(Math.abs(share - 0.75) < 0.08, `often: ${share}`);
    assert.ok(Math.abs(totalOf(report, 'seldom') - (1 - share)) < 0.05);
    assert.ok(totalOf(report, 'main') > 0.9);
  }

  it('are followed through frame pointers where there are any', async () => {
    assert.equal(keepsFramePointers(scratch('with')), true);
    const report = await profileCommand([scratch('with'), '1']);
    assert.ok(totalOf(report, 'main') > 0.9);
    assert.deepEqual(kindsOf(report), []);
  });

  it('are copied and unwound where there are none, which the result tells', async () => {
    assert.equal(keepsFramePointers(scratch('without')), false);
    const report = await profileCommand([scratch('without'), '1']);
    assertCallers(report);
    assert.deepEqual(kindsOf(report), ['call-graph']);
  });

  it('are copied of a Rust program, too, whose libraries have them', async () => {
    const args = ['-O', '-g', path.resolve('test/fixtures/programs/native/callers.rs'), '-o', scratch('rust')];
    const { status, stderr } = spawnSync('rustc', args, { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.equal(keepsFramePointers(scratch('rust')), false);
    const report = await profileCommand([scratch('rust')]);
    assert.ok(totalOf(report, 'callers::outer') > 0.9);
    assert.deepEqual(kindsOf(report), ['call-graph']);
  });

  it('that are broken or cut off are told of, with what to do', async () => {
    const broken = await profileCommand([scratch('without'), '1'], { options: ['--call-graph', 'fp'] });
    assert.ok(totalOf(broken, 'often') < 0.1);
    assert.match(
      broken.notes.find(({ kind }) => kind === 'no-callers')?.message ?? '',
      /^\d+ % of the weight .* keeps no frame pointers .*--call-graph dwarf/,
    );
    const cut = await profileCommand([scratch('without'), '40']);
    assert.ok(totalOf(cut, 'main') < 0.5);
    assert.deepEqual(kindsOf(cut), ['call-graph', 'no-callers']);
    assert.match(cut.notes[1]?.message ?? '', /larger than what perf copied/);
  });

  it('are unwound when a recording with copies of them is opened, if perf is here', async () => {
    const file = scratch('perf.data');
    const options = ['-N', '-e', 'cpu-clock:u', '-F', '499', '--call-graph', 'dwarf', '-o', file];
    assert.equal(spawnSync('perf', ['record', ...options, '--', scratch('without'), '1']).status, 0);
    const args = ['report', file, '--json', '--limit', '0'];
    assertCallers(reportOf((await heatline(args)).stdout));
    const elsewhere = reportOf((await heatline(args, { env: { PATH: scratch() } })).stdout);
    assert.ok(kindsOf(elsewhere).includes('no-callers'));
    assert.ok(totalOf(elsewhere, 'work') > 0.9 && totalOf(elsewhere, 'often') < 0.1);
  });
});
