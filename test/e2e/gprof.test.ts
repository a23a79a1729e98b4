// Programs that were built with -pg and measure themselves.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installNativeTools } from '../host/nativeTools.mjs';
import { heatline, profileCommand, reportOf } from './heatline.ts';
import { scratchFolder } from './scratchFolder.ts';

const source = path.resolve('test/fixtures/gprof/program.cpp');
/**
 * gprof gives the first bytes of a function to the one before, where a counter is for a little less than four bytes: functions begin
 * where counters do, and the counters are for a range that divides evenly.
 */
const evenly = ['-falign-functions=16', '-Wl,--defsym=etext=__executable_start+0x4000'];

describe('A program that measures itself', function () {
  if (process.platform !== 'linux') return;
  const scratch = scratchFolder();

  before(() => {
    installNativeTools();
    for (const [name, options] of Object.entries({ pie: ['-pg', ...evenly], fixed: ['-pg', '-no-pie'], other: [] }))
      execFileSync('g++', ['-O1', '-g', ...options, source, '-o', scratch(name)]);
  });

  for (const name of ['pie', 'fixed']) {
    it(`is run, and its gmon.out read: ${name}`, async () => {
      const report = await profileCommand([scratch(name)], { options: ['--with', 'gprof'] });
      assert.equal(report.tool, 'gprof');
      const [heavy, spin] = report.functions;
      assert.deepEqual([heavy?.name, spin?.name], ['heavy(unsigned int)', 'spin(unsigned int)']);
      assert.equal(heavy?.file, source);
      assert.ok(heavy.selfShare > 0.6);
    });
  }

  it('is measured by that where perf cannot be used', async () => {
    // perf that is there, but may not record.
    mkdirSync(scratch('tools'), { recursive: true });
    writeFileSync(scratch('tools/perf'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const env = { PATH: `${scratch('tools')}:${String(process.env['PATH'])}` };
    const report = await profileCommand([scratch('pie')], { env });
    assert.equal(report.tool, 'gprof');
    assert.ok(report.notes.some(({ message }) => message.endsWith('gprof measured instead.')));
  });

  it('has the self times of gprof', async () => {
    const folder = scratch('run');
    mkdirSync(folder, { recursive: true });
    cpSync(scratch('pie'), path.join(folder, 'a.out'));
    execFileSync(path.join(folder, 'a.out'), { cwd: folder });
    const { code, stdout, stderr } = await heatline([
      'report',
      path.join(folder, 'gmon.out'),
      '--json',
      '--limit',
      '0',
    ]);
    assert.equal(code, 0, stderr);
    const { functions } = JSON.parse(stdout) as { functions: { name: string; self: number }[] };
    const flat = execFileSync('gprof', ['-b', '-p', 'a.out', 'gmon.out'], { cwd: folder, encoding: 'utf8' });
    const rows = [...flat.matchAll(/^ *[\d.]+ +[\d.]+ +([\d.]+) .*?([A-Za-z_]\w*\(.*\))$/gm)];
    assert.ok(rows.length >= 2);
    for (const [, seconds, name] of rows) {
      const own = functions.find((fn) => fn.name === name)?.self ?? 0;
      // gprof rounds to 10 ms.
      assert.ok(Math.abs(own - Number(seconds) * 1e6) <= 10_001, `${name}: ${own} µs, in gprof ${seconds} s`);
    }
  });

  it('has the totals of gprof, with functions that call themselves and each other', async () => {
    const folder = scratch('calls');
    mkdirSync(folder, { recursive: true });
    const options = ['-O1', '-g', '-pg', ...evenly];
    execFileSync('g++', [
      '-x',
      'c',
      ...options,
      path.resolve('test/fixtures/gprof/calls.c'),
      '-o',
      path.join(folder, 'a.out'),
    ]);
    execFileSync(path.join(folder, 'a.out'), ['150'], { cwd: folder });
    const file = path.join(folder, 'gmon.out');
    const { code, stdout, stderr } = await heatline(['report', file, '--json', '--limit', '0']);
    assert.equal(code, 0, stderr);
    const { functions, notes } = reportOf(stdout);
    assert.deepEqual(
      notes.map(({ kind }) => kind),
      ['estimated-stacks', 'lines-unknown', 'no-callers', 'estimated-stacks'],
    );
    await heatline(['convert', file, scratch('calls.folded')]);
    const stacks = readFileSync(scratch('calls.folded'), 'utf8').split('\n');
    /** What a function cost below the circle that it is in: gprof's total has nothing of the others. */
    const inCircle = (name: string): number =>
      stacks
        .filter((stack) => stack.includes(`(circle 1, of 2 functions);${name} (`))
        .reduce((sum, stack) => sum + Number(/\d+$/.exec(stack)?.[0]), 0);
    const text = execFileSync('gprof', ['-b', '-q', 'a.out', 'gmon.out'], { cwd: folder, encoding: 'utf8' });
    const rows = text.matchAll(/^\[\d+\] +[\d.]+ +([\d.]+) +([\d.]+) +(?:[\d+]+ +)?(\w+)( <cycle 1>)? \[\d+\]$/gm);
    const differing: string[] = [];
    let compared = 0;
    for (const [, self, children, name = '', circle] of rows) {
      const theirs = (Number(self) + Number(children)) * 1e6;
      const total = functions.find((fn) => fn.name === name)?.total ?? 0;
      const ours = circle === undefined ? total : inCircle(name);
      // gprof rounds both to 10 ms.
      if (Math.abs(ours - theirs) > 10_001) differing.push(`${name}: ${ours} µs, in gprof ${theirs}`);
      compared++;
    }
    assert.deepEqual(differing, []);
    assert.equal(compared, 9);
    const whole = Number(/ ([\d.]+) +[\d.]+ +[\d+]+ +<cycle 1 as a whole>/.exec(text)?.[1]) * 1e6;
    const circle = functions.find(({ name }) => name === '(circle 1, of 2 functions)')?.total ?? 0;
    assert.ok(whole > 100_000 && Math.abs(circle - whole) <= 20_001, `${circle} µs, in gprof ${whole}`);
  });

  it('has the numbers of calls that gprof has', async () => {
    const file = scratch('calls/gmon.out');
    const { stdout } = await heatline(['report', file, '--event', 'calls', '--json', '--limit', '0']);
    const counted = Object.fromEntries(reportOf(stdout).functions.map(({ name, self }) => [name, Math.round(self)]));
    const options = { cwd: scratch('calls'), encoding: 'utf8' } as const;
    const text = execFileSync('gprof', ['-b', '-q', 'a.out', 'gmon.out'], options);
    const rows = [...text.matchAll(/^\[\d+\] +[\d.]+ +[\d.]+ +[\d.]+ +(\d+)\+?(\d*) +(\w+) .*\[\d+\]$/gm)];
    assert.equal(rows.length, 6);
    for (const [, others, itself, name = ''] of rows)
      assert.equal(counted[name], Number(others) + Number(itself), name);
  });

  it('is refused when it was built without', async () => {
    const { code, stdout, stderr } = await heatline(['profile', '--with', 'gprof', '--', scratch('other')]);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /other does not measure itself\. Build it with -pg/);
  });

  it('that a signal ends has nothing to show, and is told so', async () => {
    const options = ['--with', 'gprof', '--duration', '0.01'];
    const { stderr } = await heatline(['profile', ...options, '--', scratch('pie')]);
    assert.match(stderr, /left no gmon\.out\. It writes one when it returns from main/);
  });
});
