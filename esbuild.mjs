// One build for every bundle: `dist/` is what ships, `out/test` the tests. `--watch` rebuilds on change.
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { context } from 'esbuild';

const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const shared = { bundle: true, sourcemap: true, logLevel: 'warning', outdir: 'dist' };
const forNode = { ...shared, platform: 'node', format: 'cjs', outExtension: { '.js': '.cjs' } };

const testFiles = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((file) => `test/${file.replaceAll('\\', '/')}`)
  .filter((file) => file.endsWith('.test.ts') || file === 'test/vscode/index.ts');

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  // The extension, its threads and the command line, with one file for all that several of them need and for each thing
  // that is only loaded when it is needed. VS Code loads modules from 1.100 on; the oldest that runs Heatline has Node 22.
  {
    ...shared,
    platform: 'node',
    format: 'esm',
    splitting: true,
    target: 'node20',
    external: ['vscode'],
    outExtension: { '.js': '.mjs' },
    // Names of functions stay, for stacks in bug reports.
    minifyWhitespace: !watch,
    minifySyntax: !watch,
    // commander and ws are CommonJS and require modules of Node's.
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
    entryPoints: {
      extension: 'src/extension/extension.ts',
      cli: 'src/cli/main.ts',
      worker: 'src/session/sessionWorker.ts',
      heapWorker: 'src/session/heapWorker.ts',
    },
  },
  // Loaded into the user's program, so it speaks older Node than Heatline profiles: there it must do nothing, and no harm.
  {
    ...forNode,
    target: 'node12',
    // Its newest versions import modules; the oldest only have to be able to read that.
    supported: { 'dynamic-import': true },
    external: ['v8-profiler-next'],
    entryPoints: { preload: 'src/preload/preload.ts', attachedSampler: 'src/preload/attachedSampler.ts' },
  },
  // Loaded into test runners.
  {
    ...forNode,
    target: 'node18',
    entryPoints: {
      mochaTests: 'src/preload/tests/mochaTests.ts',
      jestTests: 'src/preload/tests/jestTests.ts',
      vitestTests: 'src/preload/tests/vitestTests.ts',
      nodeTest: 'src/preload/tests/nodeTest/nodeTest.ts',
    },
  },
  {
    ...shared,
    platform: 'node',
    format: 'esm',
    target: 'node18',
    external: ['vitest'],
    outExtension: { '.js': '.mjs' },
    entryPoints: {
      vitestSetup: 'src/preload/tests/vitestSetup.ts',
      nodeTestImport: 'src/preload/tests/nodeTest/nodeTestImport.ts',
      nodeTestResolve: 'src/preload/tests/nodeTest/nodeTestResolve.ts',
    },
  },
  // Runs beside the user's program, in its Python.
  {
    logLevel: 'warning',
    loader: { '.py': 'copy' },
    entryPoints: readdirSync('src/preload/python').map((file) => `src/preload/python/${file}`),
    outdir: 'dist/python',
  },
  {
    ...shared,
    target: 'es2022',
    format: 'iife',
    minify: !watch,
    entryPoints: { panel: 'webview/panel.ts', report: 'webview/report.ts', heap: 'webview/heap/heap.ts' },
  },
  {
    ...forNode,
    target: 'node20',
    packages: 'external',
    external: ['vscode'],
    entryPoints: testFiles,
    outbase: 'test',
    outdir: 'out/test',
  },
];

let building = 0;
/** Prints what VS Code's `$esbuild-watch` problem matcher waits for, one pair for all bundles. */
const progress = {
  name: 'progress',
  setup(build) {
    build.onStart(() => {
      if (building++ === 0) console.log('[watch] build started');
    });
    build.onEnd(() => {
      if (--building === 0) console.log('[watch] build finished');
    });
  },
};

// Tests that were deleted must not go on running, and files that nothing loads any more must not ship.
for (const folder of ['out/test', 'dist']) rmSync(folder, { recursive: true, force: true });
// The path of the command line is in scripts of its users, whatever the modules behind it are called.
mkdirSync('dist');
writeFileSync('dist/cli.cjs', "#!/usr/bin/env node\nimport('./cli.mjs');\n");
chmodSync('dist/cli.cjs', 0o755);
const builds = await Promise.all(
  bundles
    .filter(({ entryPoints }) => Object.keys(entryPoints).length > 0)
    .map((bundle) => context({ ...bundle, plugins: watch ? [progress] : [] })),
);
if (watch) await Promise.all(builds.map((build) => build.watch()));
else {
  // esbuild has printed what is wrong.
  const results = await Promise.allSettled(builds.map((build) => build.rebuild()));
  await Promise.all(builds.map((build) => build.dispose()));
  if (results.some(({ status }) => status === 'rejected')) process.exitCode = 1;
}
