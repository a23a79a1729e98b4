// One build for every bundle: `dist/` is what ships, `out/` the tests. `--watch` rebuilds on change.
import { readdirSync } from 'node:fs';
import { context } from 'esbuild';

const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const shared = { bundle: true, sourcemap: true, logLevel: 'warning', outdir: 'dist' };
const forNode = { ...shared, platform: 'node', format: 'cjs', outExtension: { '.js': '.cjs' } };

const testFiles = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((file) => `test/${file}`)
  .filter((file) => file.endsWith('.test.ts') || file === 'test/vscode/index.ts');

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  { ...forNode, target: 'node22', external: ['vscode'], entryPoints: { extension: 'src/extension/extension.ts' } },
  {
    ...forNode,
    target: 'node20',
    entryPoints: { cli: 'src/cli/main.ts', openWorker: 'src/capture/openWorker.ts' },
  },
  // Loaded into the user's program, so it speaks the oldest Node that Heatline profiles.
  { ...forNode, target: 'node16', external: ['v8-profiler-next'], entryPoints: { preload: 'src/preload/preload.ts' } },
  {
    ...shared,
    target: 'es2022',
    format: 'iife',
    minify: !watch,
    loader: { '.css': 'css' },
    entryPoints: { panel: 'webview/panel.ts', report: 'webview/report.ts' },
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

/** Prints what VS Code's `$esbuild-watch` problem matcher waits for. */
const progress = {
  name: 'progress',
  setup(build) {
    build.onStart(() => console.log('[watch] build started'));
    build.onEnd(() => console.log('[watch] build finished'));
  },
};

for (const bundle of bundles) {
  if (bundle.entryPoints.length === 0) continue;
  const build = await context({ ...bundle, plugins: watch ? [progress] : [] });
  if (watch) await build.watch();
  else {
    await build.rebuild();
    await build.dispose();
  }
}
