// Native programs with known leaks and errors, under every tool that looks at memory, and what these tools say themselves.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ErrorReport } from '../../src/core/queries/memoryErrors.ts';
import { aptInstall } from '../host/aptInstall.mjs';
import { heatline, profileCommand, reportOf } from './heatline.ts';
import { markedLine } from './markedLine.ts';
import { scratchFolder } from './scratchFolder.ts';

const source = path.resolve('test/fixtures/native-memory/memory.cpp');

describe('Memory of a native program', function () {
  if (process.platform !== 'linux') return;
  this.timeout(60_000);
  const at = scratchFolder();

  before(function () {
    this.timeout(300_000);
    aptInstall({
      valgrind: 'valgrind',
      ms_print: 'valgrind',
      heaptrack: 'heaptrack',
      'g++': 'g++',
      addr2line: 'binutils',
    });
    execFileSync('g++', ['-g', '-O0', source, '-o', at('memory')]);
    execFileSync('g++', ['-g', '-O0', '-fsanitize=address', source, '-o', at('sanitized')]);
    execFileSync('g++', ['-g', '-O0', '-fsanitize=leak', source, '-o', at('leaksanitized')]);
  });

  const report = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await heatline(['report', '--json', '--limit', '0', ...args]);
    assert.equal(code, 0, stderr);
    return reportOf(stdout);
  };

  /** `role line` of the innermost own frame of each stack. */
  const placesOf = ({ stacks }: ErrorReport) =>
    stacks.map(({ role, frames }) => `${role} ${frames.find(({ file }) => file === source)?.line ?? 0}`);

  for (const [tool, program] of [
    ['memcheck', 'memory'],
    ['sanitizer', 'sanitized'],
  ] as const) {
    const check = async (what: string) => {
      const ended = await heatline(['profile', '--json', '--with', tool, '--', at(program), what]);
      return { code: ended.code, report: reportOf(ended.stdout) };
    };

    it(`has its leak on the line that allocated it, by ${tool}`, async () => {
      const { report, code } = await check('leak');
      // LeakSanitizer itself has the program fail.
      assert.equal(code, tool === 'memcheck' ? 0 : 1);
      const errors = report.memoryErrors ?? [];
      const session = errors.find((error) => placesOf(error)[0] === `allocated ${markedLine(source, 'session')}`);
      assert.equal(session?.kind, 'leak');
      assert.equal(session.blocks, 10);
      assert.ok(errors.every(({ kind }) => kind === 'leak'));
      // Ten sessions of 16 bytes, a name of 106 and 50 scores of 4.
      assert.equal(report.total, 10 * (16 + 106 + 200));
      assert.ok(report.lines.some(({ line, self }) => line === markedLine(source, 'session') && self > 0));
    });

    it(`has its use after free on the lines that used, freed and allocated it, by ${tool}`, async () => {
      const { memoryErrors = [] } = (await check('use-after-free')).report;
      assert.deepEqual(
        memoryErrors.map(({ kind }) => kind),
        ['use-after-free'],
      );
      const marks = { error: 'used', freed: 'freed', allocated: 'scores' };
      const expected = Object.entries(marks).map(([role, mark]) => `${role} ${markedLine(source, mark)}`);
      assert.deepEqual(memoryErrors.map(placesOf), [expected]);
    });

    it(`has no error where there is none, and keeps its exit status, by ${tool}`, async () => {
      const { code, report } = await check('clean');
      assert.equal(code, 3);
      assert.deepEqual([report.memoryErrors, report.total], [[], 0]);
    });
  }

  it('that checks itself is asked for its report unasked, with the options of the user', async () => {
    const env = { ASAN_OPTIONS: 'exitcode=42:symbolize=0' };
    const ended = await heatline(['profile', '--measure', 'heap', '--', at('sanitized'), 'overflow'], { env });
    assert.equal(ended.code, 42, ended.stderr);
    // Named by Heatline: the sanitizer was told not to.
    assert.match(
      ended.stdout,
      new RegExp(
        `^out-of-bounds: .*\\n  happened\\n    overflow\\(int\\) {2}.*memory.cpp:${markedLine(source, 'written')}$`,
        'm',
      ),
    );
  });

  it('that checks itself for leaks alone is asked for them unasked, and has no error where there is none', async () => {
    for (const what of ['leak', 'clean']) {
      const ended = await heatline(['profile', '--json', '--measure', 'heap', '--', at('leaksanitized'), what]);
      // LeakSanitizer's own, and the program's.
      assert.equal(ended.code, what === 'leak' ? 23 : 3, ended.stderr);
      const { memoryErrors = [], total, tool } = reportOf(ended.stdout);
      assert.deepEqual([tool, total], ['sanitizer', what === 'leak' ? 10 * (16 + 106 + 200) : 0]);
      const places = memoryErrors.flatMap(placesOf).sort();
      const marks = what === 'leak' ? ['session', 'name', 'scores'] : [];
      assert.deepEqual(places, marks.map((mark) => `allocated ${markedLine(source, mark)}`).sort());
    }
  });

  it('is measured by heaptrack when nobody asks for another', async () => {
    const { tool, lines, event } = await profileCommand([at('memory'), 'leak'], { options: ['--measure', 'heap'] });
    assert.deepEqual([tool, event], ['heaptrack', 'allocated']);
    const page = lines.find(({ line, file }) => file === source && line === markedLine(source, 'page'));
    assert.equal(page?.self, 50 * 4096);
  });

  it('by heaptrack is what heaptrack_print says', async () => {
    execFileSync('heaptrack', ['-o', at('heaptrack.run'), at('memory'), 'leak'], { stdio: 'ignore' });
    const file =
      ['heaptrack.run.zst', 'heaptrack.run.gz'].map((name) => at(name)).find((each) => existsSync(each)) ?? '';
    const text = execFileSync('heaptrack_print', [file], { encoding: 'utf8' });
    const said = (what: string) => new RegExp(`^${what}: ([\\d.]+[KMB]*)`, 'm').exec(text)?.[1] ?? '';
    const kilo = (bytes: number) => `${(bytes / 1000).toFixed(2)}K`;
    assert.equal(kilo((await report(file, '--event', 'peak')).total), said('peak heap memory consumption'));
    assert.equal(kilo((await report(file, '--event', 'leaked')).total), said('total memory leaked'));
    assert.equal((await report(file, '--event', 'allocations')).total, Number(said('calls to allocation functions')));
  });

  it('by Massif is what ms_print says of the peak', async () => {
    const out = at('massif.out.1');
    execFileSync('valgrind', ['-q', '--tool=massif', `--massif-out-file=${out}`, at('memory'), 'leak']);
    const text = execFileSync('ms_print', [out], { encoding: 'utf8' });
    const [, peak = ''] = /Detailed snapshots: \[.*?(\d+) \(peak\)/s.exec(text) ?? [];
    const row = new RegExp(`^ *${peak} +[\\d,]+ +[\\d,]+ +([\\d,]+)`, 'm').exec(text)?.[1] ?? '';
    assert.equal((await report(out)).total, Number(row.replaceAll(',', '')));
  });

  it('by DHAT is what DHAT says at the end of the run', async () => {
    const out = at('dhat.out.1');
    execFileSync('valgrind', [
      '--tool=dhat',
      `--dhat-out-file=${out}`,
      `--log-file=${at('dhat.log')}`,
      at('memory'),
      'leak',
    ]);
    const log = readFileSync(at('dhat.log'), 'utf8');
    const said = (what: string) => Number((new RegExp(`${what}: +([\\d,]+)`).exec(log)?.[1] ?? '').replaceAll(',', ''));
    for (const [event, what] of [
      ['allocated', 'Total'],
      ['peak', 'At t-gmax'],
      ['end', 'At t-end'],
      ['read', 'Reads'],
      ['written', 'Writes'],
    ] as const) {
      const total = said(what);
      assert.ok(total > 0, what);
      assert.equal((await report(out, '--event', event)).total, total, event);
    }
  });

  it('needs a tool, whose absence is told with the command that mends it', async () => {
    const env = { PATH: at('nowhere') };
    for (const tool of ['heaptrack', 'massif']) {
      const { code, stderr } = await heatline(['profile', '--with', tool, '--', at('memory')], { env });
      assert.equal(code, 2);
      assert.match(stderr, /is not installed\. To mend it: sudo apt-get install (heaptrack|valgrind)\n$/);
    }
  });
});
