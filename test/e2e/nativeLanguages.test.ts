// Programs of other languages than C++ under perf: names as their authors wrote them, the hot line, what it was inlined into.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Report } from '../../src/core/queries/report.ts';
import { installLanguages, installNativeTools } from '../host/nativeTools.mjs';
import { heatline, profileCommand } from './heatline.ts';
import { markedLine } from './markedLine.ts';
import { scratchFolder } from './scratchFolder.ts';

const sourceOf = (name: string) => path.resolve('test/fixtures/programs/native', name);

describe('Programs of other languages', function () {
  if (process.platform !== 'linux') return;
  const scratch = scratchFolder();

  before(function () {
    // Two compilers are downloaded.
    this.timeout(600_000);
    installNativeTools();
    installLanguages();
  });

  /** The hottest line is the marked one, and nearly all goes through functions and other marked lines. */
  function assertHot(report: Report, source: string, functions: readonly RegExp[], lines: readonly string[]): void {
    const [hottest] = report.lines;
    assert.deepEqual([hottest?.file, hottest?.line], [source, markedLine(source, 'hot')]);
    assert.ok((hottest?.selfShare ?? 0) > 0.6, `${hottest?.selfShare}`);
    for (const name of functions) {
      const found = report.functions.find((fn) => name.test(fn.name));
      assert.ok((found?.totalShare ?? 0) > 0.8, `${String(name)}: ${found?.totalShare}`);
    }
    for (const mark of lines) {
      const number = markedLine(source, mark);
      const found = report.lines.find(({ file, line }) => file === source && line === number);
      assert.ok((found?.totalShare ?? 0) > 0.8, `${mark}: ${found?.totalShare}`);
    }
  }

  const manglings = { 'of its compiler': [], 'called v0': ['-C', 'symbol-mangling-version=v0'] };
  for (const [mangling, options] of Object.entries(manglings)) {
    it(`are Rust: closures in generic functions, with the mangling ${mangling}`, async () => {
      const source = sourceOf('shop.rs');
      const program = scratch('shop-rs');
      execFileSync('rustc', ['-O', '-g', '-C', 'force-frame-pointers=yes', ...options, source, '-o', program]);
      const report = await profileCommand([program]);
      const price = /^<shop::Apple as shop::Priced>::price$/;
      const closure = /^shop::total(::<shop::Apple>)?::\{+closure#?0?\}+$/;
      assertHot(
        report,
        source,
        [price, closure, /^shop::total(::<shop::Apple>)?$/, /^shop::main$/],
        ['closure', 'caller'],
      );
      for (const { name } of report.functions) assert.doesNotMatch(name, /^_(R|ZN)|::h[0-9a-f]{16}$/);
    });
  }

  it('are Go: a method in a goroutine', async () => {
    const source = sourceOf('shop.go');
    const program = scratch('shop-go');
    const env = { ...process.env, GOCACHE: scratch('cache'), GOFLAGS: '', GO111MODULE: 'off' };
    execFileSync('go', ['build', '-o', program, source], { env });
    const report = await profileCommand([program]);
    const functions = [
      /^main\.price$/,
      /^main\.\(\*shop\)\.total$/,
      /^main\.sell$|^main\.main\.func1$/,
      /^runtime\.goexit/,
    ];
    assertHot(report, source, functions, ['inlines', 'caller']);
  });

  it('are Python under perf, whose interpreter is measured and said to tell no names before 3.12', async () => {
    const options = ['--with', 'perf', '--limit', '0'];
    const { code, stdout, stderr } = await heatline(['profile', ...options, '--', 'python3', sourceOf('step.py')]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /measured by perf/);
    const [, minor] = /3\.(\d+)/.exec(execFileSync('python3', ['--version'], { encoding: 'utf8' })) ?? [];
    const note = /Python 3\.\d+\.\d+ does not tell perf its functions/;
    if (Number(minor) < 12) assert.match(stdout, note);
    else assert.doesNotMatch(stdout, note);
    // Debian's has exported names, others have all.
    assert.match(stdout, /Py/);
  });
});
