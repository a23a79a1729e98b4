import assert from 'node:assert/strict';
import path from 'node:path';
import type { Report } from '../../../src/core/queries/report.ts';
import { checkReport } from '../checkReport.ts';
import { profileCommand } from '../heatline.ts';
import { scratchFolder } from '../scratchFolder.ts';

const modules = path.resolve('node_modules');

describe('The profile of a real program', () => {
  const at = scratchFolder();

  it('tsc has the checker and the parser', async () => {
    const report = await profile(path.join(modules, 'typescript/bin/tsc'), '-p', 'src/core');
    const compiler = path.join(modules, 'typescript/lib/_tsc.js');
    assertDependency(report, compiler);
    const total = (name: string): number => totalOf(report, name, compiler);
    for (const name of ['checkSourceFile', 'checkSourceElement', 'checkExpression', 'createSourceFile']) {
      assert.ok(total(name) > 0.02, `${name} ${total(name)}`);
    }
    assert.ok(total('executeCommandLine') > 0.5, 'all of it is below the command line');
    assert.ok(total('checkSourceFile') > total('scan'));
  });

  it('eslint has its rules and the parser of TypeScript', async () => {
    const report = await profile(path.join(modules, 'eslint/bin/eslint.js'), 'src/core/model');
    assertDependency(report, path.join(modules, 'typescript/lib/typescript.js'));
    const linter = path.join(modules, 'eslint/lib/linter/linter.js');
    assert.ok(report.functions.some(({ file, totalShare }) => file === linter && totalShare > 0.1));
  });

  it('rollup has the bundler', async () => {
    const itself = path.join(modules, 'rollup/dist/es/rollup.js');
    const report = await profile(
      path.join(modules, 'rollup/dist/bin/rollup'),
      itself,
      '--silent',
      '--shimMissingExports',
      '-d',
      at('out'),
    );
    const bundler = path.join(modules, 'rollup/dist/shared/rollup.js');
    const inBundler = report.functions.filter(({ file }) => file === bundler);
    assert.ok(inBundler.some(({ totalShare }) => totalShare > 0.1));
    for (const { category } of inBundler) assert.equal(category, 'dependency');
  });
});

async function profile(script: string, ...args: readonly string[]): Promise<Report> {
  const report = await profileCommand([process.execPath, script, ...args]);
  checkReport(report);
  assert.ok(report.samples > 100);
  for (const { name, file, category } of report.functions) {
    assert.equal(category === 'runtime', file.startsWith('node:'), `${name} ${file} is ${category}`);
    if (file.includes('node_modules')) assert.equal(category, 'dependency');
  }
  assert.ok(report.functions.some(({ name, selfShare }) => name === '(garbage collector)' && selfShare < 0.5));
  return report;
}

/** The file has more of the time than any other, and the functions that have it are dependencies. */
function assertDependency({ functions }: Report, file: string): void {
  const byFile = new Map<string, number>();
  for (const fn of functions) byFile.set(fn.file, (byFile.get(fn.file) ?? 0) + fn.selfShare);
  const [[hottest] = []] = [...byFile].filter(([name]) => name !== '').sort(([, a], [, b]) => b - a);
  assert.equal(hottest, file);
  for (const fn of functions) if (fn.file === file) assert.equal(fn.category, 'dependency');
}

function totalOf({ functions }: Report, name: string, file: string): number {
  return Math.max(0, ...functions.filter((fn) => fn.name === name && fn.file === file).map((fn) => fn.totalShare));
}
