import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { canFetchNode, fetchNode } from '../fetchNode.ts';
import { scratchFolder } from '../scratchFolder.ts';
import { assertCarries, assertHotIn, assertHottest, programs, truthOf, type Truth } from './truth.ts';

const functionLine = 'export function grow(depth: number, limits: Limits): number {';

const tsc = path.resolve('node_modules/typescript/bin/tsc');
const tsx = path.resolve('node_modules/tsx/dist/cli.mjs');
const tsNode = path.resolve('node_modules/ts-node/dist/bin.js');

describe('The profile of a TypeScript program', () => {
  const at = scratchFolder(`${programs}/typescript`);

  it('compiled by tsc with maps on disk has the original lines', async () => {
    compile('--sourceMap', '--outDir', at('onDisk'));
    assertOriginalLines(await truthOf(['node', at('onDisk/main.js')]));
  });

  it('compiled by tsc with inline maps has the original lines', async () => {
    compile('--inlineSourceMap', '--inlineSources', '--outDir', at('inline'));
    assertOriginalLines(await truthOf(['node', at('inline/main.js')]));
  });

  it('compiled by tsc for an old runtime has the original lines', async () => {
    useModules('commonjs');
    compile('--sourceMap', '--target', 'es5', '--outDir', at('old'));
    assertOriginalLines(await truthOf(['node', at('old/main.js')]));
  });

  for (const type of ['module', 'commonjs'] as const) {
    it(`run by tsx as ${type} has the original functions, and no line that is not known`, async () => {
      useModules(type);
      assertOriginalFunctions(await truthOf(['node', tsx, at('main.ts')]));
    });
  }

  it('run by ts-node has the original lines', async () => {
    useModules('commonjs');
    const options = { module: 'commonjs', rewriteRelativeImportExtensions: false };
    const env = { TS_NODE_COMPILER_OPTIONS: JSON.stringify(options) };
    assertOriginalLines(await truthOf(['node', tsNode, '--transpile-only', at('main.ts')], { env }));
  });

  it('run by a Node that strips types has the lines as they are', async function () {
    if (!canFetchNode) this.skip();
    useModules('module');
    assertOriginalLines(await truthOf([fetchNode('24'), at('main.ts')]));
  });

  function compile(...options: readonly string[]): void {
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', at(), ...options], { encoding: 'utf8' });
    assert.equal(status, 0, stdout);
  }

  function useModules(type: 'module' | 'commonjs'): void {
    writeFileSync(at('package.json'), JSON.stringify({ type }));
  }

  function assertOriginalLines(truth: Truth): void {
    const [main, grid, tree] = files();
    assertHottest(truth, grid, { fn: 'spread' });
    assertHotIn(truth, tree, { fn: 'grow' });
    assertCarries(truth, grid, 'total', truth.fn('spread', grid));
    assertCarries(truth, main, 'call', truth.fn('total', grid));
    assertCarries(truth, main, 'calls', truth.fn('totalOf', main));
    for (const { file, line } of truth.lines) assert.ok(files().includes(file), `${file}:${line}`);
    assert.ok(truth.report.notes.every(({ kind }) => kind === 'inlined-code'));
  }

  /** tsx puts all of a file on one line. */
  function assertOriginalFunctions(truth: Truth): void {
    const [main, , tree] = files();
    const grow = truth.fn('grow', tree);
    assert.ok(grow.self > 0, 'grow ran');
    assert.equal(readFileSync(tree, 'utf8').split('\n')[grow.line - 1], functionLine);
    const starts = new Set(truth.report.functions.map(({ file, line }) => `${file}:${line}`));
    for (const { file, line, self } of truth.lines)
      assert.ok(self === 0 || starts.has(`${file}:${line}`), `${file}:${line}`);
    assertCarries(truth, main, 'calls', truth.fn('totalOf', main));
    assert.ok(truth.report.notes.some(({ kind }) => kind === 'lines-unknown'));
  }

  function files(): [main: string, grid: string, tree: string] {
    return [at('main.ts'), at('grid.ts'), at('tree.ts')];
  }
});
