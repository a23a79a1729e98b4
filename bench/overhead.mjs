// What a recording costs the recorded program: CPU time with each collector, with `node --cpu-prof`, and with nothing; and what of
// it the timeline costs, by runs with and without it in turn.
// Ratios to the run without a profiler of the same round, so that a machine that slows down slows both.
// `PROGRAMS=tsc` measures some, `PAIRS=0` leaves out the timeline. What memory costs is measured once: allocation tracking takes
// minutes, and many times as long.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { bundled } from './measure/bundled.mjs';
import { median } from './measure/median.mjs';
import { pairedRatio } from './measure/pairedRatio.mjs';
import { runProgram } from './measure/runProgram.mjs';

const rounds = Number(process.env.ROUNDS ?? 5);
const pairs = Number(process.env.PAIRS ?? 60);
const scratch = mkdtempSync(path.join(tmpdir(), 'heatline-bench-'));
const sample = path.resolve('test/workspaces/sample');

const programs = {
  numeric: [path.join(sample, 'nbody.mjs')],
  parser: [path.join(sample, 'markdown.js')],
  allocating: [program('allocating.mjs', allocating)],
  'tsc, on Heatline': [path.resolve('node_modules/typescript/bin/tsc'), '-p', 'src/core', '--noEmit'],
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

const { prepareRecording } = await bundled('src/capture/prepareRecording.ts', scratch);

const only = new RegExp(process.env.PROGRAMS ?? '');
const collectors = {
  none: (argv) => run(argv),
  '`--cpu-prof`': (argv) => run(['--cpu-prof', `--cpu-prof-dir=${scratch}`, ...argv]),
  'V8’s profiler': (argv) => record(argv, { live: false }),
  'the same, shown live': (argv) => record(argv, { live: true }),
  'V8’s log, shown live': (argv) => record(argv, { live: true, isLog: true }),
};

const costs = [];
const sizes = [];
for (const [name, argv] of Object.entries(programs).filter(([name]) => only.test(name))) {
  const rows = [];
  for (let round = 0; round < rounds; round++) {
    const row = [];
    for (const measure of Object.values(collectors)) row.push(await measure(argv));
    rows.push(row.map(({ cpuMs, bytes }) => ({ ratio: cpuMs / row[0].cpuMs, rate: bytes / 1e3 / row[0].cpuMs })));
  }
  const medians = (value) => rows[0].map((_, column) => median(rows.map((row) => value(row[column]))).toFixed(2));
  costs.push([name, ...medians(({ ratio }) => ratio).map((ratio) => `${ratio}×`)]);
  sizes.push([name, ...medians(({ rate }) => rate)]);
}
const memory = [];
for (const [name, argv] of Object.entries(programs).filter(([name]) => only.test(name))) {
  const [plain, ...measured] = [
    await run(argv),
    await record(argv, { measure: 'heap' }),
    await record(argv, { measure: 'heap', snapshots: 'at-end' }),
  ];
  memory.push([name, ...measured.map(({ cpuMs }) => `${(cpuMs / plain.cpuMs).toFixed(1)}×`)]);
}
const timelines = pairs === 0 ? [] : await timelineCosts();
rmSync(scratch, { recursive: true });
const columns = Object.keys(collectors);
print(`CPU time of a program, as a multiple of that without a profiler (median of ${rounds} rounds)`, 1, costs);
if (timelines.length > 0) {
  console.log('CPU time of a recorded program, as a multiple of that without a timeline\n');
  console.log(`| program | with the timeline | pairs of runs |\n|---|--:|--:|\n${timelines.join('\n')}\n`);
}
console.log(
  `The same of memory (once)\n\n| program | sampled | every allocation |\n|---|--:|--:|\n${memory.map((row) => `| ${row.join(' | ')} |\n`).join('')}`,
);
print('What showing it live has to read: MB for each second of CPU time that the program takes without', 3, sizes);

/** Of the collectors from the one at `first` on. */
function print(title, first, rows) {
  const shown = columns.slice(first);
  console.log(`${title}\n\n| program | ${shown.join(' | ')} |\n|---|${'--:|'.repeat(shown.length)}`);
  for (const [name, ...cells] of rows) console.log(`| ${[name, ...cells.slice(first)].join(' | ')} |`);
  console.log();
}

async function timelineCosts() {
  const without = await preloadWithoutTimeline();
  const rows = [];
  for (const [name, argv] of Object.entries(programs).filter(([name]) => only.test(name))) {
    const cost = async (options) => (await record(argv, { live: false, ...options })).cpuMs;
    const limits = { least: Math.min(20, pairs), most: pairs, enough: 0.005 };
    const {
      ratio,
      margin,
      pairs: taken,
    } = await pairedRatio(
      () => cost({}),
      () => cost({ preload: without }),
      limits,
    );
    rows.push(`| ${name} | ${ratio.toFixed(3)}× ±${margin.toFixed(3)} | ${taken} |`);
  }
  return rows;
}

/** The preload, but that nothing takes rows, of threads or of the process. */
async function preloadWithoutTimeline() {
  const outfile = path.join(scratch, 'preload.cjs');
  const none = {
    sampleThread: `const nothing = () => {};
      export const sampleThread = () => ({ start: nothing, sample: nothing, mark: nothing, take: () => ({}), stop: nothing });`,
    sampleProcess: 'export const sampleProcess = () => () => {};',
  };
  const plugin = {
    name: 'without timeline',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/](sampleThread|sampleProcess)\.ts$/ }, ({ path: file }) => ({
        contents: none[path.basename(file, '.ts')],
      }));
    },
  };
  const options = { bundle: true, platform: 'node', format: 'cjs', external: ['v8-profiler-next'], logLevel: 'error' };
  await build({ ...options, entryPoints: ['src/preload/preload.ts'], outfile, plugins: [plugin] });
  return outfile;
}

async function record(
  argv,
  { measure = 'cpu', live = false, isLog = false, snapshots = 'none', preload = path.resolve('dist/preload.cjs') },
) {
  const recording = await prepareRecording({
    measure,
    intervalUs: 1000,
    live,
    isLog,
    snapshots,
    collector: '',
    env: process.env,
    preload,
  });
  try {
    const command = [process.execPath, ...argv];
    const { cpuMs } = await runProgram(recording.command(command, process.cwd()).argv, recording.env);
    const { profiles } = await recording.finish();
    return { cpuMs, bytes: profiles.reduce((sum, file) => sum + statSync(file).size, 0) };
  } finally {
    recording.dispose();
  }
}

async function run(argv) {
  return { ...(await runProgram([process.execPath, ...argv])), bytes: 0 };
}

function program(name, body) {
  const file = path.join(scratch, name);
  writeFileSync(file, `(${body.toString()})();\n`);
  return file;
}
