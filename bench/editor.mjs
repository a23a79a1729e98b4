// What a developer waits for, measured inside a real VS Code: activation, heat after a program's end, live updates, opening the
// profile of a run. Median of ROUNDS (3).
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { build } from 'esbuild';
import { claim } from './measure/claim.mjs';
import { median } from './measure/median.mjs';

const outfile = 'out/bench/editor.cjs';
const results = 'out/bench/editor.json';
await build({
  entryPoints: ['bench/editor/inVSCode.ts'],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  packages: 'external',
  external: ['vscode'],
  outfile,
});
rmSync(results, { force: true });
const env = { ...process.env, HEATLINE_TESTS_ENTRY: outfile, HEATLINE_COSTS: results };
const { status } = spawnSync(process.execPath, ['test/vscode/run.mjs'], {
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (status !== 0) throw new Error('VS Code ended with an error.');

const { activation, heat, live, opening } = JSON.parse(readFileSync(results, 'utf8'));
const { 'heatline.heatline': own, ...others } = activation;
const rows = Object.entries(activation).map(([name, ms]) => `| activation of ${name} | ${ms} |`);
console.log(`| | ms |\n|---|--:|\n${rows.join('\n')}`);
claim('activation', own, "VS Code's own extensions in the same window, the median", median(Object.values(others)));
claim('open the profile of a short run in VS Code', opening.own, 'js-profile-visualizer', opening.builtIn);
claim('from the end of a program to its heat', heat, 'js-profile-visualizer, to open its profile', opening.builtIn);
claim('show a second of a program live, CPU time', live, 'the program', 1000);
