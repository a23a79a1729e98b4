// C++ programs under perf: what is hot, and that they run and end as they would without.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import type { Report } from '../../src/core/queries/report.ts';
import { installNativeTools } from '../host/nativeTools.mjs';
import { checkReport } from './checkReport.ts';
import { heatline, reportOf } from './heatline.ts';
import { markedLine } from './markedLine.ts';
import { scratchFolder } from './scratchFolder.ts';

const source = path.resolve('test/fixtures/programs/native/ends.cpp');
const cli = path.resolve('dist/cli.mjs');

describe('A native program', function () {
  if (process.platform !== 'linux') return;
  const scratch = scratchFolder();
  const program = () => scratch('ends');

  before(() => {
    installNativeTools();
    const options = ['-O2', '-g', '-fno-omit-frame-pointer', '-pthread'];
    const { status, stderr } = spawnSync('g++', [...options, source, '-o', program()], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });

  const profile = async (end: string, ...options: string[]) => {
    const ended = await heatline(['profile', '--json', '--limit', '0', ...options, '--', program(), end]);
    return { ...ended, report: reportOf(ended.stdout) };
  };

  function assertHot(report: Report): void {
    checkReport(report);
    const [line] = report.lines;
    assert.equal(report.tool, 'perf');
    assert.equal(report.unit, 'microseconds');
    assert.deepEqual([line?.file, line?.line], [source, markedLine(source, 'hot')]);
    assert.ok((line?.selfShare ?? 0) > 0.9, `${line?.selfShare}`);
  }

  for (const [end, code] of [
    ['normal', 0],
    ['code', 7],
    ['segv', 128 + 11],
  ] as const) {
    it(`is measured to its end by ${end}, and keeps its exit status`, async () => {
      const ended = await profile(end);
      assert.equal(ended.code, code, ended.stderr);
      assertHot(ended.report);
    });
  }

  it('is measured with its threads', async () => {
    const { code, report } = await profile('thread');
    assert.equal(code, 0);
    assertHot(report);
    assert.ok(report.functions.some(({ name, totalShare }) => name.includes('inChild') && totalShare > 0.2));
  });

  it('is measured on when it forks away', async () => {
    const { code, report } = await profile('fork');
    assert.equal(code, 0);
    assertHot(report);
    assert.ok(report.functions.some(({ name, totalShare }) => name.includes('inChild') && totalShare > 0.4));
  });

  it('is ended after a time, with its profile', async () => {
    const { code, report } = await profile('loop', '--duration', '3');
    assert.equal(code, 128 + 15);
    assertHot(report);
  });

  it('gets the signals, and nothing but these', async () => {
    const child = spawn(process.execPath, [cli, 'profile', '--json', '--', program(), 'ignore']);
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(child.exitCode, null);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(code, 128 + 15);
    assertHot(reportOf(stdout));
  });

  it('is attached to, and goes on', async () => {
    const child = spawn(program(), ['loop']);
    try {
      await once(child.stdout, 'data');
      const { code, stdout, stderr } = await heatline(['attach', String(child.pid), '--json', '--duration', '2']);
      assert.equal(code, 0, stderr);
      assertHot(reportOf(stdout));
      assert.equal(child.exitCode ?? child.signalCode, null);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('is not started where nothing measures it, and what is missing is told', async () => {
    symlinkSync(process.execPath, scratch('node'));
    const env = { PATH: scratch() };
    const { code, stdout, stderr } = await heatline(['profile', '--', program(), 'normal'], { env });
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^heatline: perf is not installed\. To mend it: sudo .*(linux-perf|perf|linux-tools)/);
    const tools = await heatline(['tools'], { env });
    assert.match(tools.stdout, /^perf +cpu +missing: perf is not installed\. To mend it: sudo /m);
    assert.match(tools.stdout, /^callgrind +cpu +missing: Valgrind is not installed\. To mend it: sudo .* valgrind$/m);
  });

  it('that is a shell is measured by V8, as it may start Node', async () => {
    const busy = 'for (const end = Date.now() + 200; Date.now() < end; );';
    const ended = await heatline(['profile', '--json', '--', 'sh', '-c', `"${process.execPath}" -e "${busy}"`]);
    assert.equal(reportOf(ended.stdout).tool, 'v8');
  });
});
