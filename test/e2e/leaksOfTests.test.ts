// Tests that are run again and again by their own runner, in one process: with hooks, and without what runners keep.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LeakReport } from '../../src/core/queries/heap/leakReport.ts';
import { fetchPackage } from './fetchPackage.ts';
import { heatline } from './heatline.ts';
import { markedLine } from './markedLine.ts';
import { scratchFolder } from './scratchFolder.ts';

interface Runner {
  readonly name: string;
  /** The command that runs the tests whose titles match, and where. */
  readonly command: (pattern: string, at: (name: string) => string) => readonly string[];
  /** The test file, and what comes first in it. */
  readonly file: string;
  readonly head: string;
  readonly held?: string;
}

const text = readFileSync('test/fixtures/leaks/kept.test.cjs', 'utf8');
const { execPath } = process;

const runners: readonly Runner[] = [
  {
    name: 'mocha',
    file: 'kept.test.cjs',
    head: '',
    command: (pattern, at) => [
      ...[execPath, path.resolve('node_modules/mocha/bin/mocha.js'), '--reporter', 'min', '--grep', pattern],
      at('kept.test.cjs'),
    ],
  },
  {
    name: 'jest',
    file: 'kept.test.cjs',
    head: '',
    command: (pattern) => [
      execPath,
      path.join(fetchPackage('jest@30'), 'node_modules/jest/bin/jest.js'),
      '-t',
      pattern,
    ],
  },
  {
    name: 'node:test, required',
    file: 'kept.test.cjs',
    head: "const { describe, it, beforeEach } = require('node:test');",
    command: (pattern, at) => [execPath, `--test-name-pattern=${pattern}`, at('kept.test.cjs')],
  },
  {
    name: 'node --test, imported',
    file: 'kept.test.mjs',
    head: "import it, { describe, beforeEach } from 'node:test';",
    command: (pattern, at) => [execPath, '--test', '--test-name-pattern', pattern, at('kept.test.mjs')],
  },
  {
    name: 'vitest',
    file: 'kept.test.js',
    head: "import { describe, it, beforeEach } from 'vitest';",
    // Vitest runs modules as blocks, of whose variables V8 does not say which is which.
    held: 'kept or open',
    command: (pattern) => [
      ...[execPath, path.join(fetchPackage('vitest@4'), 'node_modules/vitest/vitest.mjs'), 'run', '-t', pattern],
    ],
  },
];

for (const { name, file, head, command, held = 'kept' } of runners) {
  describe(`heatline leaks --tests, of ${name}`, () => {
    const at = scratchFolder();

    before(() => {
      writeFileSync(at('package.json'), JSON.stringify({ jest: { testRegex: 'kept\\.test\\.cjs$' } }));
      writeFileSync(at('vitest.config.mjs'), "export default { test: { include: ['kept.test.js'] } };");
      writeFileSync(at(file), text.replace(/^.*$/m, head));
    });

    const leaks = (pattern: string) =>
      heatline(
        [
          ...['leaks', '--tests', '--rounds', '2', '--warmup', '1', '--repeat', '5', '--json', '--'],
          ...command(pattern, at),
        ],
        { cwd: at() },
      );

    it('names what a test keeps, and nothing of the runner’s', async () => {
      const { stdout, stderr } = await leaks('are kept');
      const report = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as LeakReport;
      const [leak, ...others] = report.leaks;
      assert.deepEqual(others, [], stderr);
      assert.deepEqual([leak?.class, leak?.survivors, leak?.held?.name], ['Session', [5, 5], held]);
      const [allocated] = leak?.allocatedAt ?? [];
      const line = markedLine(path.resolve('test/fixtures/leaks/kept.test.cjs'), 'allocates');
      assert.equal(allocated?.function, 'login');
      assert.equal(allocated.place.line, line);
      assert.match(leak?.held?.place.file ?? '', /kept\.test\.[cm]?js$/);
    });

    it('finds no leak in a test that drops what it makes', async () => {
      const { code, stdout, stderr } = await leaks('are dropped');
      assert.equal(code, 0, stdout + stderr);
    });

    it('says when the test fails, or there is none', async () => {
      const failed = await leaks('fail');
      assert.equal(failed.code, 2);
      assert.match(failed.stderr, /^heatline: The test failed: as they should/m);
      if (name === 'jest' || name === 'vitest') return;
      const missing = await leaks('are stolen');
      assert.equal(missing.code, 2);
      assert.match(
        missing.stderr,
        /^heatline: (The test failed: no test has run|The program ended before it was ready\.)/m,
      );
    });
  });
}

describe('heatline leaks --tests, of node:test', () => {
  it('runs hooks, subtests, callbacks and mocks in each round as Node does', async () => {
    const file = path.resolve('test/fixtures/leaks/order.test.cjs');
    const ran = (output: string): readonly string[] => output.split('\n').filter((line) => line.startsWith('ran '));
    const { stderr: expected } = spawnSync(execPath, [file], { encoding: 'utf8' });
    const [before, ...round] = ran(expected).slice(0, -1);
    assert.ok(round.length > 30, expected);

    const rounds = ['--rounds', '2', '--warmup', '0', '--repeat', '1'];
    const { code, stdout, stderr } = await heatline(['leaks', '--tests', ...rounds, '--', execPath, file]);
    assert.equal(code, 0, stdout + stderr);
    // The file is prepared once, and runs once by itself.
    assert.deepEqual(ran(stderr), [before, ...round, ...round, ...round]);
  });
});
