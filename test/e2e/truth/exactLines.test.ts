import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { minify } from 'terser';
import { canFetchNode, fetchNode } from '../fetchNode.ts';
import { scratchFolder } from '../scratchFolder.ts';
import { assertCarries, assertHotIn, assertHottest, programs, truthOf, type Truth } from './truth.ts';

const program = (name: string): string => path.join(programs, name);
const tsx = path.resolve('node_modules/.bin/tsx');
const tsNode = path.resolve('node_modules/ts-node/dist/bin.js');

/** What V8's own profiler does not know: each line is the one that ran, and each total is of the calls on that line. */
for (const version of ['20', '24']) {
  describe(`The log of Node ${version}, of a program with`, () => {
    let node: string;
    const bundle = scratchFolder(`${programs}/bundle`);
    const typescript = scratchFolder(`${programs}/typescript`);

    before(function () {
      const isOwn = process.versions.node.startsWith(`${version}.`);
      if (!isOwn && !canFetchNode) this.skip();
      node = isOwn ? process.execPath : fetchNode(version);
    });

    const truth = async (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Truth> => {
      const PATH = `${path.dirname(node)}${path.delimiter}${process.env['PATH'] ?? ''}`;
      const found = await truthOf(args, { env: { PATH, ...env }, options: ['--with', 'v8-log', '--interval', '500'] });
      const { tool, lines, notes } = found.report;
      assert.equal(tool, 'v8-log');
      assert.deepEqual(
        lines.filter(({ estimated }) => estimated),
        [],
      );
      assert.deepEqual(
        notes.filter(({ kind }) => kind !== 'lines-unknown'),
        [],
      );
      return found;
    };

    it('code inlined from another file has the lines of that file', async () => {
      for (const [app, file, fn] of [
        ['inlineBehind.mjs', 'near.mjs', 'squares'],
        ['inlineBeyond.mjs', 'far.mjs', 'cubes'],
      ] as const) {
        const found = await truth([node, program(app)]);
        assertHottest(found, program(file), { fn });
        assertCarries(found, program(app), 'call', found.fn(fn, program(file)));
      }
    });

    it('a chain of inlined functions has the total of each', async () => {
      const file = program('inlineChain.mjs');
      const found = await truth([node, file]);
      assertHottest(found, file, { fn: 'third' });
      for (const mark of ['second', 'first']) assertCarries(found, file, mark, found.fn('third', file));
    });

    it('recursion counts each line once a stack', async () => {
      const file = program('recursion.mjs');
      const found = await truth([node, file]);
      assertCarries(found, file, 'fibonacci', found.fn('fibonacci', file));
      assertCarries(found, file, 'mutual', found.fn('isEven', file));
      assertCarries(found, file, 'calls', found.fn('mutual', file));
      const direct = found.line(file, 'direct');
      assert.ok(direct.total <= found.fn('fibonacci', file).total);
      assert.ok(direct.total > 0.8 * found.fn('fibonacci', file).total, `${direct.total}`);
    });

    it('files that esbuild bundled has the original lines', async () => {
      await bundled('esbuild.mjs');
      assertOriginalLines(await truth([node, bundle('esbuild.mjs')]));
    });

    it('all of it on one line has the original lines', async () => {
      await bundled('long.mjs');
      const content = readFileSync(bundle('long.mjs.map'), 'utf8');
      const { code = '', map } = await minify(readFileSync(bundle('long.mjs'), 'utf8'), {
        module: true,
        sourceMap: { content, url: 'terser.mjs.map' },
      });
      assert.ok(typeof map === 'string');
      writeFileSync(bundle('terser.mjs'), code);
      writeFileSync(bundle('terser.mjs.map'), map);
      assertOriginalLines(await truth([node, bundle('terser.mjs')]));
    });

    for (const type of ['module', 'commonjs'] as const) {
      it(`TypeScript, run by tsx as ${type}, has the original lines`, async () => {
        writeFileSync(typescript('package.json'), JSON.stringify({ type }));
        assertTypedLines(await truth([tsx, typescript('main.ts')]));
      });
    }

    it('TypeScript, run by ts-node, has the original lines', async () => {
      writeFileSync(typescript('package.json'), JSON.stringify({ type: 'commonjs' }));
      const options = { module: 'commonjs', rewriteRelativeImportExtensions: false };
      const env = { TS_NODE_COMPILER_OPTIONS: JSON.stringify(options) };
      assertTypedLines(await truth([node, tsNode, '--transpile-only', typescript('main.ts')], env));
    });

    function bundled(name: string): Promise<unknown> {
      const options = { bundle: true, format: 'esm', platform: 'node', sourcemap: true } as const;
      return build({ entryPoints: [bundle('main.js')], outfile: bundle(name), ...options });
    }

    function assertOriginalLines(found: Truth): void {
      const [main, encode, table, nest] = ['main.js', 'lib/encode.js', 'lib/table.js', 'lib/nest.js'].map((name) =>
        bundle(name),
      );
      assert.ok(main && encode && table && nest);
      // V8 12 and later leave pure arithmetic without a position: it stands on the loop's line, for its own profiler too.
      if (version === '20') {
        assertHotIn(found, encode, { fn: 'encode' });
        assertHotIn(found, table, { fn: 'lookup' });
        assertCarries(found, main, 'encode', found.fn('encode', encode));
        assertCarries(found, main, 'lookup', found.fn('lookup', table));
      }
      assertHotIn(found, nest, { fn: 'nest' });
      assertCarries(found, main, 'calls', found.fn('runAll', main));
    }

    function assertTypedLines(found: Truth): void {
      const [main, grid, tree] = ['main.ts', 'grid.ts', 'tree.ts'].map((name) => typescript(name));
      assert.ok(main && grid && tree);
      assertHotIn(found, grid, { fn: 'spread' });
      assertHotIn(found, tree, { fn: 'grow' });
      assertCarries(found, grid, 'total', found.fn('spread', grid));
      assertCarries(found, main, 'call', found.fn('total', grid));
      assertCarries(found, main, 'calls', found.fn('totalOf', main));
    }
  });
}
