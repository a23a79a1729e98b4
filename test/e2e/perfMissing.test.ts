// What happens where perf is missing or forbidden, and with recordings that something happened to since.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findTool } from '../../src/symbols/findTool.ts';
import { installNativeTools } from '../host/nativeTools.mjs';
import { checkReport } from './checkReport.ts';
import { heatline, reportOf } from './heatline.ts';
import { markedLine } from './markedLine.ts';
import { scratchFolder } from './scratchFolder.ts';

const source = path.resolve('test/fixtures/programs/native/callers.cpp');

describe('A C++ program', function () {
  if (process.platform !== 'linux') return;
  const scratch = scratchFolder();
  const build = (...options: readonly string[]) => {
    const args = ['-g', '-fno-omit-frame-pointer', ...options, source, '-o', scratch('program')];
    assert.equal(spawnSync('g++', args).status, 0);
  };

  const script = (name: string, text: string) => {
    writeFileSync(scratch('bin', name), `#!/bin/sh\n${text}`);
    chmodSync(scratch('bin', name), 0o755);
  };

  before(() => {
    installNativeTools();
    build('-O2');
    mkdirSync(scratch('bin'));
    symlinkSync(process.execPath, scratch('bin', 'node'));
    // On Debian it is a script with needs of its own.
    script('valgrind', `PATH=/usr/bin:/bin exec ${findTool('valgrind') ?? assert.fail()} "$@"\n`);
  });

  const profiled = async (...options: readonly string[]) => {
    const args = ['profile', '--json', '--limit', '0', ...options, '--', scratch('program'), '1', '100'];
    return heatline(args, { env: { PATH: scratch('bin') } });
  };

  it('is measured by Callgrind where perf is missing, which the result says', async () => {
    const { code, stdout, stderr } = await profiled();
    assert.equal(code, 0, stderr);
    const report = reportOf(stdout);
    checkReport(report);
    assert.equal(report.tool, 'callgrind');
    assert.ok(report.notes.some(({ message }) => message === 'perf is not installed. Callgrind measured instead.'));
    const [line] = report.lines;
    assert.deepEqual([line?.file, line?.line], [source, markedLine(source, 'hot')]);
    const totalOf = (name: string) => report.functions.find((fn) => fn.name.startsWith(name))?.total ?? 0;
    // Exact counts: what starts the program is the rest.
    const share = totalOf('often') / (totalOf('often') + totalOf('seldom'));
    assert.ok(Math.abs(share - 0.75) < 0.002, `${share}`);
  });

  it('is measured by Callgrind where perf is forbidden, with the reason', async () => {
    const forbidden = `[ "$1" = --version ] && echo "perf version 6.1" && exit
echo "Error:
The sys_perf_event_open() syscall returned with 38 (Function not implemented) for event (cpu-clock)." >&2
exit 255
`;
    script('perf', forbidden);
    const report = reportOf((await profiled()).stdout);
    assert.equal(report.tool, 'callgrind');
    assert.match(report.notes.map(({ message }) => message).join('\n'), /no performance events.*Callgrind measured/);
    const asked = await profiled('--with', 'perf');
    assert.equal(asked.code, 2);
    assert.match(asked.stderr, /^heatline: The kernel has no performance events.* To mend it: sudo .*valgrind/);
  });

  it('that was rebuilt since its recording has no names that may be wrong', async () => {
    const file = scratch('perf.data');
    const options = ['-N', '-e', 'cpu-clock:u', '-F', '499', '--call-graph', 'fp', '-o', file];
    assert.equal(spawnSync('perf', ['record', ...options, '--', scratch('program'), '1', '9000']).status, 0);
    const before = reportOf((await heatline(['report', file, '--json', '--limit', '0'])).stdout);
    assert.equal(before.lines[0]?.line, markedLine(source, 'hot'));

    const bytes = readFileSync(file);
    writeFileSync(scratch('cut.perf.data'), bytes.subarray(0, Math.floor(bytes.length / 2)));
    const cut = reportOf((await heatline(['report', scratch('cut.perf.data'), '--json', '--limit', '0'])).stdout);
    assert.equal(cut.lines[0]?.line, markedLine(source, 'hot'));
    assert.ok(cut.samples > 0 && cut.samples < before.samples);
    assert.ok(cut.notes.some(({ kind }) => kind === 'lost-part'));

    build('-O1');
    const after = reportOf((await heatline(['report', file, '--json', '--limit', '0'])).stdout);
    assert.equal(after.samples, before.samples);
    assert.ok(after.functions.every(({ name }) => !name.startsWith('work')));
    assert.match(after.notes.map(({ message }) => message).join('\n'), /^program was rebuilt since the recording/m);
  });
});
