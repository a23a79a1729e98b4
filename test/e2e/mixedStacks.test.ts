// Node under perf: JavaScript between native code of Node and of an addon, garbage collection and the kernel.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Report } from '../../src/core/queries/report.ts';
import { installNativeTools } from '../host/nativeTools.mjs';
import { heatline, reportOf } from './heatline.ts';
import { markedLine } from './markedLine.ts';
import { scratchFolder } from './scratchFolder.ts';

const sourceOf = (name: string) => path.resolve('test/fixtures/programs/native', name);

describe('JavaScript and native code', function () {
  if (process.platform !== 'linux') return;
  const scratch = scratchFolder();
  let report: Report;
  /** Names from the outermost on. */
  let stacks: readonly (readonly string[])[];

  before(async function () {
    this.timeout(300_000);
    installNativeTools();
    const addon = scratch('addon.node');
    const options = ['-O2', '-g', '-fno-omit-frame-pointer', '-shared', '-fPIC'];
    execFileSync('g++', [...options, sourceOf('addon.cpp'), '-o', addon]);
    const profile = scratch('mixed.cpuprofile');
    const command = [process.execPath, sourceOf('mixed.cjs'), addon];
    const recording = ['--with', 'perf', '--json', '--limit', '0', '--out', profile];
    const ended = await heatline(['profile', ...recording, '--', ...command], { cwd: scratch() });
    assert.equal(ended.code, 0, ended.stderr);
    report = reportOf(ended.stdout);
    const collapsed = scratch('mixed.collapsed.txt');
    const converted = await heatline(['convert', profile, collapsed]);
    assert.equal(converted.code, 0, converted.stderr);
    const lines = readFileSync(collapsed, 'utf8').trimEnd().split('\n');
    stacks = lines.map((line) => line.replace(/ \d+(\.\d+)?$/, '').split(';'));
  });

  /** Whether there is a stack with frames that match, one behind the other. */
  function assertStack(...frames: readonly RegExp[]): void {
    const fits = (stack: readonly string[]) => {
      let next = 0;
      for (const name of stack) if (frames[next]?.test(name) === true) next++;
      return next === frames.length;
    };
    assert.ok(stacks.some(fits), `no stack has ${frames.map(String).join(', then ')}`);
  }

  it('are in one stack: Node, a script, an addon', () => {
    assertStack(/^main\b|node::Start\(/, /Module\._compile/, /^native\b/, /^work\(long\)/, /^grow\b/);
  });

  it('have their lines, the inlined ones of an addon too', () => {
    const [addon, script] = [sourceOf('addon.cpp'), sourceOf('mixed.cjs')];
    const row = (file: string, line: number) => report.lines.find((each) => each.file === file && each.line === line);
    const hot = row(addon, markedLine(addon, 'hot'));
    assert.ok((hot?.selfShare ?? 0) > 0.1, `${hot?.selfShare}`);
    const total = row(addon, markedLine(addon, 'inlines'))?.totalShare ?? 0;
    assert.ok(total >= (hot?.selfShare ?? 1) && total < (hot?.selfShare ?? 0) + 0.05, `${total}`);
    const native = report.functions.find(({ name, file }) => name === 'native' && file === script);
    assert.ok((native?.totalShare ?? 0) >= (hot?.selfShare ?? 1) - 0.02, `${native?.totalShare}`);
  });

  it('are in one stack with the collection of their garbage', () => {
    assertStack(/^garbage\b/, /v8::internal::Heap::CollectGarbage|v8::internal::.*GarbageCollect/);
  });

  it('are in one stack with the kernel that works for them', () => {
    const kernel = new Set(report.functions.filter(({ category }) => category === 'kernel').map(({ name }) => name));
    assert.ok(kernel.size > 0);
    const fits = (stack: readonly string[]) => {
      const script = stack.findIndex((name) => /^kernel\b/.test(name));
      return script >= 0 && stack.slice(script + 1).some((name) => kernel.has(name.replace(/ \(.*$/, '')));
    };
    assert.ok(stacks.some(fits));
  });

  it('are told apart: nothing of Node itself is the program’s own', () => {
    // Beyond one stray sample or two of some thousands.
    const own = report.functions.filter(({ category, totalShare }) => category === 'own' && totalShare > 0.001);
    assert.deepEqual([...new Set(own.map(({ file }) => path.basename(file)))].sort(), ['addon.cpp', 'mixed.cjs']);
  });
});
