// Programs that were built with -pg and measure themselves.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installNativeTools } from '../host/nativeTools.mjs';
import { heatline, profileCommand } from './heatline.ts';
import { scratchFolder } from './scratchFolder.ts';

const source = path.resolve('test/fixtures/gprof/program.cpp');

describe('A program that measures itself', function () {
  if (process.platform !== 'linux') return;
  const scratch = scratchFolder();

  before(() => {
    installNativeTools();
    for (const [name, options] of Object.entries({ pie: ['-pg'], fixed: ['-pg', '-no-pie'], other: [] }))
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
    mkdirSync(scratch('tools'));
    writeFileSync(scratch('tools/perf'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const env = { PATH: `${scratch('tools')}:${String(process.env['PATH'])}` };
    const report = await profileCommand([scratch('pie')], { env });
    assert.equal(report.tool, 'gprof');
    assert.ok(report.notes.some(({ message }) => message.endsWith('gprof measured instead.')));
  });

  it('has the self times of gprof', async () => {
    const folder = scratch('run');
    mkdirSync(folder);
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
      // gprof rounds to 10 ms, and gives a range that two functions share to both.
      assert.ok(Math.abs(own - Number(seconds) * 1e6) <= 10_001, `${name}: ${own} µs, in gprof ${seconds} s`);
    }
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
