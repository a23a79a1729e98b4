// What a recording costs the recorded program: CPU time with each collector, with `node --cpu-prof`, and with nothing.
// Ratios to the run without a profiler of the same round, so that a machine that slows down slows both.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

const rounds = Number(process.env.ROUNDS ?? 5);
const scratch = mkdtempSync(path.join(tmpdir(), 'heatline-bench-'));
const sample = path.resolve('test/workspaces/sample');

const programs = {
  numeric: [path.join(sample, 'nbody.mjs')],
  parser: [path.join(sample, 'markdown.js')],
  allocating: [program('allocating.mjs', allocating)],
  'tsc on Heatline': [path.resolve('node_modules/typescript/bin/tsc'), '-p', 'src/core', '--noEmit'],
};

/** Objects that live for a moment, and some that live on. */
function allocating() {
  const kept = [];
  let sum = 0;
  for (let n = 0; n < 300; n++) {
    const rows = Array.from({ length: 10_000 }, (_, id) => ({ id, name: `row ${id}`, tags: [id % 7, id % 11] }));
    sum += rows.filter(({ tags }) => tags[0] === tags[1]).map(({ name }) => name.length).length;
    if (n % 50 === 0) kept.push(rows);
  }
  console.log(sum, kept.length);
}

const { prepareRecording } = await bundled('src/capture/prepareRecording.ts');

const collectors = {
  none: (argv) => run(argv),
  '--cpu-prof': (argv) => run(['--cpu-prof', `--cpu-prof-dir=${scratch}`, ...argv]),
  v8: (argv) => record(argv, { live: false }),
  'v8, shown live': (argv) => record(argv, { live: true }),
};

const table = [['program', ...Object.keys(collectors).slice(1)]];
for (const [name, argv] of Object.entries(programs)) {
  const ratios = new Map(Object.keys(collectors).map((collector) => [collector, []]));
  for (let round = 0; round < rounds; round++) {
    let plain = 0;
    for (const [collector, measure] of Object.entries(collectors)) {
      const ms = await measure(argv);
      if (collector === 'none') plain = ms;
      ratios.get(collector).push(ms / plain);
    }
  }
  table.push([name, ...[...ratios.values()].slice(1).map((values) => `${median(values).toFixed(2)}×`)]);
}
rmSync(scratch, { recursive: true });
console.log(`CPU time of a program, as a multiple of that without a profiler (median of ${rounds} rounds)\n`);
console.log(`| ${table[0].join(' | ')} |\n|---|${'--:|'.repeat(table[0].length - 1)}`);
for (const row of table.slice(1)) console.log(`| ${row.join(' | ')} |`);

async function record(argv, { live }) {
  const recording = await prepareRecording({
    measure: 'cpu',
    intervalUs: 1000,
    live,
    collector: '',
    env: process.env,
    preload: path.resolve('dist/preload.cjs'),
  });
  try {
    return await run(argv, recording.env);
  } finally {
    recording.dispose();
  }
}

/** CPU time of the program and all that it started, ms. */
async function run(argv, env = {}) {
  const before = childrenMs();
  const child = spawn(process.execPath, argv, { stdio: 'ignore', env: { ...process.env, ...env } });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}.`);
  return childrenMs() - before;
}

/** proc(5): fields 16 and 17 of /proc/[pid]/stat are the CPU time of children that were waited for, in 1/100 s. */
function childrenMs() {
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

function program(name, body) {
  const file = path.join(scratch, name);
  writeFileSync(file, `(${body.toString()})();\n`);
  return file;
}

async function bundled(entry) {
  const outfile = path.join(scratch, 'bundled.mjs');
  await build({ entryPoints: [entry], bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'error' });
  return await import(outfile);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
