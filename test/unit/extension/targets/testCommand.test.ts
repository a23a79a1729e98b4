import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FoundTest } from '../../../../src/core/sources/findTest.ts';
import { testCommand } from '../../../../src/extension/targets/testCommand.ts';
import { chooseRunner, type TestRunner } from '../../../../src/extension/targets/testRunner.ts';
import { scratchFolder } from '../../../e2e/scratchFolder.ts';

const node = { path: '/usr/bin/node', version: '22.18.0' };
const test: FoundTest = { kind: 'test', path: [['cart (new)'], ['adds ', '.']] };

describe('The command of a test', () => {
  const scratch = scratchFolder();

  function install(runner: string, bin: unknown): void {
    mkdirSync(scratch(`node_modules/${runner}`), { recursive: true });
    writeFileSync(scratch(`node_modules/${runner}/package.json`), JSON.stringify({ bin }));
    writeFileSync(scratch(`node_modules/${runner}/main.js`), '');
  }

  const commandOf = (runner: TestRunner, found = test, version = node.version) =>
    testCommand({ runner, folder: scratch(), file: '/a.test.js', test: found }, { ...node, version });

  it('is the project’s own runner under Node, with the titles as a pattern', () => {
    const pattern = '^ ?cart \\(new\\) (> )?adds [^]*\\.$';
    install('mocha', { mocha: './main.js' });
    assert.deepEqual(commandOf('mocha'), [
      ...[node.path, scratch('node_modules/mocha/main.js'), '--no-parallel', '--grep', pattern, '/a.test.js'],
    ]);
    install('jest', './main.js');
    assert.deepEqual(commandOf('jest').slice(1), [
      ...[scratch('node_modules/jest/main.js'), '-i', '--coverage=false', '-t', pattern],
      ...['--runTestsByPath', '/a.test.js'],
    ]);
    install('vitest', { vitest: './main.js' });
    assert.deepEqual(commandOf('vitest').slice(1, 3), [scratch('node_modules/vitest/main.js'), 'run']);
  });

  it('is Node itself for its own runner; an old one knows a test by its last title alone', () => {
    const suite: FoundTest = { kind: 'suite', path: [['cart'], ['total']] };
    const pattern = '--test-name-pattern=^ ?cart (> )?total( |$)';
    assert.deepEqual(commandOf('node', suite), [node.path, pattern, '/a.test.js']);
    assert.equal(commandOf('node', suite, '20.20.2')[1], '--test-name-pattern=^ ?total( |$)');
    assert.throws(() => commandOf('node', suite, '16.20.0'), /Node 16\.20\.0 cannot run one test/);
  });

  it('has a pattern for every title of its suite, and none that others begin with', () => {
    install('mocha', { mocha: 'main.js' });
    const patternOf = (found: FoundTest) => new RegExp(commandOf('mocha', found)[4] ?? '');
    const suite = patternOf({ kind: 'suite', path: [['a'], ['b.']] });
    assert.deepEqual(
      ['a b. c', 'a b.', 'a > b. > c', ' a b. c', 'a b', 'a bx c', 'x a b. c'].map((title) => suite.test(title)),
      [true, true, true, true, false, false, false],
    );
    const single = patternOf(test);
    assert.ok(single.test('cart (new) adds 1\n2.'));
    assert.ok(!single.test('cart (new) adds 1. more'));
  });

  it('is refused when the runner is not installed', () => {
    const missing = { runner: 'vitest', folder: path.resolve('/none'), file: '/a.js', test } as const;
    assert.throws(() => testCommand(missing, node), /vitest is not installed in .*none\./);
  });
});

describe('The runner of a test file', () => {
  const scratch = scratchFolder();
  const file = () => scratch('test/a.test.js');

  function write(manifest: object, ...files: string[]): void {
    mkdirSync(scratch('test'), { recursive: true });
    writeFileSync(scratch('package.json'), JSON.stringify(manifest));
    for (const name of files) writeFileSync(scratch(name), '');
  }

  const runnerOf = (...imports: string[]) => chooseRunner(file(), imports)?.runner;

  it('is what the file imports', () => {
    write({ devDependencies: { mocha: '1', vitest: '1' } });
    assert.deepEqual(chooseRunner(file(), ['assert', 'node:test']), { runner: 'node', folder: scratch() });
    assert.equal(runnerOf('vitest'), 'vitest');
    assert.equal(runnerOf('@jest/globals'), 'jest');
    assert.equal(runnerOf('mocha'), 'mocha');
  });

  it('else is what the scripts run, what is configured, what is installed, in this order', () => {
    const devDependencies = { vitest: '1', jest: '1', mocha: '1' };
    write({ scripts: { test: 'nyc mocha', watch: 'jest --watch' }, devDependencies });
    assert.equal(runnerOf(), 'mocha');
    write({ scripts: { test: 'node --import tsx --test' }, devDependencies });
    assert.equal(runnerOf(), 'node');
    write({ scripts: { unit: 'jest' }, devDependencies });
    assert.equal(runnerOf(), 'jest');
    write({ jest: {}, devDependencies });
    assert.equal(runnerOf(), 'jest');
    write({ devDependencies: { jest: '1' } });
    assert.equal(runnerOf(), 'jest');
    write({ devDependencies }, '.mocharc.cjs');
    assert.equal(runnerOf(), 'mocha');
    rmSync(scratch('.mocharc.cjs'));
  });

  it('is that of the closest package which has one', () => {
    write({ devDependencies: { jest: '1' } });
    writeFileSync(scratch('test/package.json'), '{"type": "module"}');
    assert.deepEqual(chooseRunner(file(), []), { runner: 'jest', folder: scratch() });
    writeFileSync(scratch('package.json'), '{');
    assert.equal(runnerOf(), undefined);
  });
});
