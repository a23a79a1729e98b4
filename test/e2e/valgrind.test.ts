import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Report } from '../../src/core/queries/report.ts';
import { aptInstall } from '../host/aptInstall.mjs';
import { heatline } from './heatline.ts';
import { scratchFolder } from './scratchFolder.ts';

/** The rows of `callgrind_annotate`: events by `file:function`, recursion told apart. */
function annotated(file: string, event: string, ...options: readonly string[]): Map<string, number> {
  const args = ['--threshold=100', '--auto=no', `--show=${event}`, `--sort=${event}`, ...options, file];
  // It takes the folder it runs in off all paths.
  const text = execFileSync('callgrind_annotate', args, { encoding: 'utf8', cwd: '/' });
  const rows = new Map<string, number>();
  for (const [, count = '', name = ''] of text.matchAll(/^ *([\d,]+) \( ?[\d.]+%\) {2}(.+?)(?: \[[^\]]*\])?$/gm)) {
    rows.set(name, Number(count.replaceAll(',', '')));
  }
  return rows;
}

describe('Exact costs', () => {
  const at = scratchFolder();
  const source = path.resolve('test/fixtures/valgrind/program.cpp');
  let out = '';

  before(function () {
    this.timeout(300_000);
    aptInstall({ valgrind: 'valgrind', callgrind_annotate: 'valgrind', 'g++': 'g++' });
    execFileSync('g++', ['-O1', '-g', '-fno-inline-small-functions', '-o', at('program'), source]);
    out = at('callgrind.out.1');
    execFileSync('valgrind', ['--tool=callgrind', '--branch-sim=yes', `--callgrind-out-file=${out}`, at('program')], {
      stdio: 'ignore',
    });
  });

  async function report(...options: readonly string[]): Promise<Report> {
    const { code, stdout, stderr } = await heatline(['report', out, '--json', '--limit', '0', ...options]);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Report;
  }

  it('of functions alone are those of callgrind_annotate', async () => {
    const { functions, total, event } = await report();
    assert.equal(event, 'Ir');
    const expected = new Map<string, number>();
    for (const [row, count] of annotated(out, 'Ir')) {
      const name = row.slice(row.lastIndexOf('/') + 1).replace(/'\d+$/, '');
      if (name !== 'PROGRAM TOTALS') expected.set(name, (expected.get(name) ?? 0) + count);
      else assert.equal(Math.round(total), count);
    }
    const found = new Map<string, number>();
    for (const { name, file, line, self } of functions) {
      // What has no source stands in its library here, and in `???` there.
      const key = `${line === 0 ? '???' : path.basename(file)}:${name}`;
      found.set(key, (found.get(key) ?? 0) + self);
    }
    assert.ok(expected.size > 100);
    for (const [name, count] of expected) assert.equal(Math.round(found.get(name) ?? 0), count, name);
  });

  it('with what they call are those of callgrind_annotate, but where it counts recursion twice', async () => {
    for (const event of ['Ir', 'Bc']) {
      const { functions } = await report('--event', event);
      const expected = annotated(out, event, '--inclusive=yes');
      const own = functions.filter(({ file, total }) => file === source && total > 0);
      assert.ok(own.length >= 6);
      for (const { name, total } of own) {
        assert.equal(Math.round(total), expected.get(`${source}:${name}`), `${name} in ${event}`);
      }
      for (const { totalShare } of functions) assert.ok(totalShare <= 1 + 1e-9);
    }
  });

  it('of the lines of an inlined header stand in the header', async () => {
    const { lines } = await report();
    const squares = lines.filter(({ file }) => path.basename(file) === 'square.h');
    // Ten times a thousand calls of a multiplication.
    assert.ok(squares.reduce((sum, { self }) => sum + self, 0) >= 10_000);
  });

  it('of an event that was not counted are refused with those that were', async () => {
    const { code, stderr } = await heatline(['report', out, '--event', 'Love']);
    assert.equal(code, 2);
    assert.match(stderr, /has not counted Love\. It has: Ir, Bc, Bcm, Bi, Bim/);
  });
});
