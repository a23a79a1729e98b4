// What a developer waits for, measured inside a real VS Code: activation, heat after a program's end, live updates.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

const outfile = 'out/bench/editor.cjs';
const table = 'out/bench/editor.md';
await build({
  entryPoints: ['bench/editor/inVSCode.ts'],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  packages: 'external',
  external: ['vscode'],
  outfile,
});
rmSync(table, { force: true });
const env = { ...process.env, HEATLINE_TESTS_ENTRY: outfile, HEATLINE_TABLE: table };
const { status } = spawnSync(process.execPath, ['test/vscode/run.mjs'], {
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (status !== 0) throw new Error('VS Code ended with an error.');
console.log(readFileSync(table, 'utf8'));
