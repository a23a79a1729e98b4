import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import type { LeakReport, LeakSuspect } from '../../src/core/queries/heap/leakReport.ts';
import { freePort } from '../freePort.ts';
import { canFetchNode, fetchNode } from './fetchNode.ts';
import { heatline } from './heatline.ts';
import { markedLine } from './markedLine.ts';
import { scratchFolder } from './scratchFolder.ts';

const program = (name: string): string => path.resolve('test/fixtures/leaks', name);

for (const version of canFetchNode ? ['own', '24'] : ['own']) {
  describe(`heatline leaks -- CMD, on Node (${version})`, () => {
    const node = (): string => (version === 'own' ? process.execPath : fetchNode(version));
    const leaks = async (options: readonly string[], ...command: readonly string[]): Promise<LeakReport> => {
      const { code, stdout, stderr } = await heatline(['leaks', '--json', ...options, '--', node(), ...command]);
      assert.ok(code === 0 || code === 1, stderr);
      const report = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as LeakReport;
      assert.equal(code, report.verdict === 'leak' ? 1 : 0, stdout);
      return report;
    };

    it('names the Map of sessions that a server leaks, what holds it and where they are allocated', async () => {
      const port = String(await freePort());
      const file = program('sessions.mjs');
      const report = await leaks(['--request', `http://127.0.0.1:${port}/`, '--rounds', '3'], file, port);
      const [leak, ...others] = report.leaks;
      assert.deepEqual(others, []);
      assert.equal(leak?.class, 'Session');
      assert.deepEqual(leak.survivors, [10, 10, 10]);
      assert.deepEqual([leak.held?.name, leak.held?.place.file], ['sessions', file]);
      assert.equal(leak.held?.place.line, markedLine(file, 'holds'));
      assertAllocated(leak, file, 'open', 'makes');
    });

    it('names the closures that a scenario leaks', async () => {
      const file = program('closures.mjs');
      const report = await leaks(['--rounds', '3'], file);
      const [leak, ...others] = report.leaks;
      assert.deepEqual(others, []);
      assert.deepEqual(leak?.survivors, [10, 10, 10]);
      assert.deepEqual([leak.held?.name, leak.held?.place.file], ['listeners', file]);
      // The scope that its closure keeps, which V8 makes before the first line.
      assertAllocated(leak, file, 'subscribe');
    });

    it('finds no leak in a cache that settles and in what is dropped', async () => {
      const report = await leaks(['--rounds', '4'], program('cacheSettles.cjs'));
      assert.deepEqual([report.verdict, report.leaks], ['no-leak', []]);
      assert.equal(report.totals.length, 5);
    });

    it('finds no leak in what is printed, which the inspector keeps, and fetched, whose times Node keeps', async () => {
      const report = await leaks(['--rounds', '3'], program('logsRequests.mjs'));
      assert.deepEqual([report.verdict, report.leaks], ['no-leak', []]);
    });

    it('takes its snapshots in the middle of a busy loop, that leaks or not', async () => {
      const file = program('busy.cjs');
      const options = ['--each', '0.5', '--rounds', '3'];
      const [leak, ...others] = (await leaks(options, file, 'leak')).leaks;
      assert.deepEqual(others, []);
      assert.deepEqual([leak?.class, leak?.held?.name], ['Reading', 'kept']);
      assert.equal((await leaks(options, file)).verdict, 'no-leak');
    });
  });
}

describe('heatline leaks -- CMD', () => {
  const at = scratchFolder();
  const { execPath } = process;

  it('runs a command for each round, as soon as the server is there for it', async () => {
    const port = String(await freePort());
    const file = program('sessions.mjs');
    const load = `"${execPath}" "${program('load.mjs')}" http://127.0.0.1:${port}/ 20`;
    const { code, stdout, stderr } = await heatline([
      ...['leaks', '--json', '--command', load, '--rounds', '3', '--warmup', '1', '--', execPath, file, port],
    ]);
    assert.equal(code, 1, stderr);
    const [leak, ...others] = (JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as LeakReport).leaks;
    assert.deepEqual(others, []);
    assert.deepEqual([leak?.class, leak?.survivors], ['Session', [20, 20, 20]]);
    assert.equal(leak?.held?.place.line, markedLine(file, 'holds'));
    assert.match(stderr, /^20 answers$/m);
  });

  const source = readFileSync(program('typed.ts'), 'utf8');
  const compilers: readonly (readonly [string, () => readonly string[], NodeJS.ProcessEnv?])[] = [
    ['tsx', () => [path.resolve('node_modules/tsx/dist/cli.mjs'), at('typed.ts')]],
    [
      'ts-node',
      () => ['--require', path.resolve('node_modules/ts-node/register/transpile-only'), at('typed.ts')],
      {
        TS_NODE_SKIP_PROJECT: '1',
        TS_NODE_COMPILER_OPTIONS: '{"module":"commonjs","moduleResolution":"node"}',
      },
    ],
    [
      'tsc',
      () => {
        const { outputText, sourceMapText } = ts.transpileModule(source, {
          fileName: at('typed.ts'),
          compilerOptions: { sourceMap: true, module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
        });
        writeFileSync(at('typed.js'), outputText);
        writeFileSync(at('typed.js.map'), sourceMapText ?? '');
        return [at('typed.js')];
      },
    ],
  ];
  for (const [name, command, env = {}] of compilers) {
    it(`names the lines of the TypeScript that ${name} compiled`, async () => {
      writeFileSync(at('typed.ts'), source);
      const options = ['leaks', '--json', '--rounds', '2', '--warmup', '1', '--'];
      const { code, stdout, stderr } = await heatline([...options, execPath, ...command()], { env });
      assert.equal(code, 1, stderr);
      const [leak, ...others] = (JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as LeakReport).leaks;
      assert.deepEqual(others, []);
      assert.deepEqual([leak?.held?.name, leak?.held?.place.file], ['sessions', at('typed.ts')]);
      assertAllocated(leak, at('typed.ts'), 'open', 'makes');
    });
  }

  it('says in one sentence when the command fails', async () => {
    const load = `"${execPath}" -e "process.exit(Number(require('fs').existsSync('${at('failed')}')) * 3)"`;
    const ready = `setTimeout(() => require('fs').writeFileSync('${at('failed')}', ''), 3000); setInterval(() => 0, 100)`;
    const { code, stderr } = await heatline([
      'leaks',
      '--warmup',
      '100',
      '--command',
      load,
      '--',
      execPath,
      '-e',
      ready,
    ]);
    assert.equal(code, 2);
    assert.match(stderr, /^heatline: node failed with exit status 3\. A round has to do the work that may leak\.$/m);
  });

  it('knows no allocations when it is told so', async () => {
    const { code, stdout } = await heatline([
      ...['leaks', '--no-allocations', '--rounds', '2', '--'],
      ...[execPath, program('closures.mjs')],
    ]);
    assert.equal(code, 1);
    assert.match(stdout, /held in +listeners/);
    assert.doesNotMatch(stdout, /allocated/);
  });

  it('says in one sentence when the program ends, and keeps the snapshots that are whole', async () => {
    const out = at('kept');
    const { code, stderr } = await heatline([
      ...['leaks', '--each', '0.7', '--warmup', '0', '--out', out, '--'],
      ...[execPath, '-e', "setTimeout(() => process.kill(process.pid, 'SIGKILL'), 2300)"],
    ]);
    assert.equal(code, 2);
    assert.match(stderr, /^heatline: The program ended in round \d of 5\. It has to run longer than its rounds\.$/m);
    const kept = readdirSync(out);
    assert.ok(kept.includes('round-0.heapsnapshot'), kept.join());
    assert.deepEqual(
      kept.filter((name) => !name.endsWith('.heapsnapshot')),
      [],
    );
  });

  const refusals: readonly (readonly [readonly string[], RegExp])[] = [
    [['--request', 'http://example.org/', '--', 'node', 'x'], /is no address of a server on this machine/],
    [
      ['--request', 'http://localhost/', '--each', '1', '--', 'node', 'x'],
      /--request and --each are 2 kinds of rounds/,
    ],
    [['--command', 'true', '--each', '1', '--', 'node', 'x'], /--command and --each are 2 kinds of rounds/],
    [['--command', ' ', '--', 'node', 'x'], /--command names no program/],
    [['--command', '/no/such', '--', execPath, '-e', 'setInterval(() => 0, 9)'], /\/no\/such cannot be started/],
    [['--rounds', '1', '--', 'node', 'x'], /takes a whole number from 2/],
    [
      ['--tests', '--', execPath, '-e', '0'],
      /ended before it was ready\. It has to run tests of mocha, vitest, jest or node:test/,
    ],
    [['--', '/no/such/program'], /command not found/],
    [['--out', '/dev/null/folder', '--', 'node', 'x'], /\/dev\/null\/folder cannot be written/],
    [['--', execPath, program('sessions.mjs'), '0'], /exports no function named scenario/],
    [['--', execPath, '-e', '0'], /The program ended before it was ready|The scenario failed/],
  ];
  for (const [args, message] of refusals) {
    it(`refuses ${args.slice(0, 4).join(' ').replace(execPath, 'node')}`, async () => {
      const { code, stdout, stderr } = await heatline(['leaks', ...args]);
      assert.equal(code, 2, stderr);
      assert.equal(stdout, '');
      assert.match(stderr, message);
      assert.equal(existsSync('/dev/null/folder'), false);
    });
  }
});

/** V8 tells the function, its text the line. */
function assertAllocated(leak: LeakSuspect | undefined, file: string, fn: string, mark?: string): void {
  const own = leak?.allocatedAt.find(({ place }) => place.file === file);
  const lines = [markedLine(file, 'allocates'), mark === undefined ? undefined : markedLine(file, mark)];
  assert.deepEqual([own?.function, own?.place.line, own?.allocatingLine], [fn, ...lines]);
}
