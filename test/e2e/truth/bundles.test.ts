import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import { minify } from 'terser';
import { scratchFolder } from '../scratchFolder.ts';
import { assertCarries, assertHotIn, programs, truthOf, type Truth } from './truth.ts';

describe('The profile of a bundle', () => {
  const at = scratchFolder(`${programs}/bundle`);

  const bundleWithEsbuild = (outfile: string, options: object): Promise<unknown> =>
    build({ entryPoints: [at('main.js')], bundle: true, format: 'esm', platform: 'node', outfile, ...options });

  it('of esbuild with a map on disk has the original lines', async () => {
    await bundleWithEsbuild(at('esbuild.mjs'), { sourcemap: true });
    assertOriginalLines(await truthOf(['node', at('esbuild.mjs')]));
  });

  it('of esbuild with an inline map without sources has the original lines', async () => {
    await bundleWithEsbuild(at('inline.mjs'), { sourcemap: 'inline', sourcesContent: false });
    assertOriginalLines(await truthOf(['node', at('inline.mjs')]));
  });

  it('of rollup has the original lines', async () => {
    await bundleWithRollup(at('rolled.mjs'));
    assertOriginalLines(await truthOf(['node', at('rolled.mjs')]));
  });

  it('minified by esbuild has the original functions, and no line that is not known', async () => {
    await bundleWithEsbuild(at('minified.mjs'), { sourcemap: true, minify: true });
    assertOriginalFunctions(await truthOf(['node', at('minified.mjs')]));
  });

  it('minified by terser has the original functions, and no line that is not known', async () => {
    await bundleWithRollup(at('long.mjs'));
    const content = readFileSync(at('long.mjs.map'), 'utf8');
    const { code = '', map } = await minify(readFileSync(at('long.mjs'), 'utf8'), {
      module: true,
      sourceMap: { content, url: 'terser.mjs.map' },
    });
    assert.ok(typeof map === 'string');
    writeFileSync(at('terser.mjs'), code);
    writeFileSync(at('terser.mjs.map'), map);
    assertOriginalFunctions(await truthOf(['node', at('terser.mjs')]));
  });

  it('whose map is missing has its own lines, and says so', async () => {
    await bundleWithEsbuild(at('lost.mjs'), { sourcemap: true });
    rmSync(at('lost.mjs.map'));
    const truth = await truthOf(['node', at('lost.mjs')]);
    assert.deepEqual([...new Set(truth.lines.map(({ file }) => file))], [at('lost.mjs')]);
    assert.deepEqual(
      truth.report.notes.map(({ kind }) => kind),
      ['no-source-map'],
    );
  });

  async function bundleWithRollup(file: string): Promise<void> {
    const rolled = await rollup({ input: at('main.js') });
    await rolled.write({ file, sourcemap: true });
    await rolled.close();
  }

  function assertOriginalLines(truth: Truth): void {
    const [main, encode, table, nest] = files();
    assertHotIn(truth, encode, { fn: 'encode' });
    assertHotIn(truth, table, { fn: 'lookup' });
    assertHotIn(truth, nest, { fn: 'nest' });
    assertCarries(truth, main, 'encode', truth.fn('encode', encode));
    assertCarries(truth, main, 'lookup', truth.fn('lookup', table));
    assertCarries(truth, main, 'calls', truth.fn('runAll', main));
    // What the bundler added is nobody's.
    for (const { file, line, selfShare } of truth.lines)
      assert.ok(files().includes(file) || selfShare < 0.02, `${file}:${line}`);
    assert.deepEqual(truth.report.notes, []);
  }

  function assertOriginalFunctions(truth: Truth): void {
    const [main, , , nest] = files();
    const hot = truth.fn('nest', nest);
    assert.ok(hot.selfShare > 0.1, `nest has ${hot.selfShare}`);
    assert.match(readFileSync(nest, 'utf8').split('\n')[hot.line - 1] ?? '', /function nest/);
    // What ran stands where its function begins, as V8 knows no lines inside a line.
    const starts = new Set(truth.report.functions.map(({ file, line }) => `${file}:${line}`));
    for (const { file, line, self } of truth.lines)
      assert.ok(self === 0 || starts.has(`${file}:${line}`), `${file}:${line}`);
    const inFiles = truth.report.functions.filter(({ file }) => files().includes(file));
    assert.ok(inFiles.reduce((sum, { selfShare }) => sum + selfShare, 0) > 0.6);
    assertCarries(truth, main, 'calls', truth.fn('runAll', main));
    assert.ok(truth.report.notes.some(({ kind }) => kind === 'lines-unknown'));
  }

  function files(): [main: string, encode: string, table: string, nest: string] {
    return [at('main.js'), at('lib/encode.js'), at('lib/table.js'), at('lib/nest.js')];
  }
});
