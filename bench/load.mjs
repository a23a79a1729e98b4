// What opening a CPU profile costs, beside `JSON.parse` of the same file: CPU time and the largest resident memory of a process
// that does nothing else, the median of ROUNDS (3). `model` is the profile, its functions, flame graph and flame chart; `mapped`
// is the same with the sources read and parsed and lines and calls on them. `FILES=a.cpuprofile,…` measures those instead.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { writeSyntheticProfile } from './load/syntheticProfile.mjs';

const rounds = Number(process.env.ROUNDS ?? 3);
const readers = ['JSON.parse', 'read', 'model', 'mapped'];
const scratch = mkdtempSync(path.join(tmpdir(), 'heatline-bench-'));
const measurer = path.join(scratch, 'measure.cjs');

try {
  await build({
    entryPoints: ['bench/load/measure.ts'],
    bundle: true,
    platform: 'node',
    outfile: measurer,
    logLevel: 'error',
  });
  console.log(
    `CPU ms (largest resident MB), median of ${rounds}. Ratios are to \`JSON.parse\` and to the file's size.\n`,
  );
  console.log(`| file | MB | ${readers.join(' | ')} | model ÷ JSON.parse | model's memory ÷ file |`);
  console.log(`|---|${'--:|'.repeat(readers.length + 3)}`);
  for (const [name, file] of profiles()) console.log(row(name, file));
} finally {
  rmSync(scratch, { recursive: true });
}

/** Each is made when it is its turn. */
function* profiles() {
  if (process.env.FILES) {
    yield* process.env.FILES.split(',').map((file) => [path.basename(file), file]);
    return;
  }
  yield ['10k nodes, synthetic', synthetic({ nodes: 10_000, samples: 20_000 })];
  yield ['eslint, real', recorded(['node_modules/eslint/bin/eslint.js', 'src/core'])];
  yield ['100k nodes, synthetic', synthetic({ nodes: 100_000, samples: 200_000 })];
  yield ['tsc, real', recorded(['node_modules/typescript/bin/tsc', '-p', '.', '--noEmit'])];
  yield ['1M nodes, synthetic', synthetic({ nodes: 1_000_000, samples: 1_500_000 })];
}

function synthetic(size) {
  const file = path.join(scratch, `${size.nodes}.cpuprofile`);
  writeSyntheticProfile(file, size);
  return file;
}

/** The largest profile that V8 itself writes of a run on this repository: that of the thread that did the work. */
function recorded(argv) {
  const folder = mkdtempSync(path.join(scratch, 'recorded-'));
  // What the program thinks of this repository is its own affair.
  spawnSync(process.execPath, ['--cpu-prof', '--cpu-prof-interval', '100', '--cpu-prof-dir', folder, ...argv], {
    stdio: 'ignore',
  });
  const size = (name) => statSync(path.join(folder, name)).size;
  const [largest] = readdirSync(folder).sort((a, b) => size(b) - size(a));
  if (largest === undefined) throw new Error(`${argv.join(' ')} left no profile.`);
  const file = `${folder}.cpuprofile`;
  renameSync(path.join(folder, largest), file);
  return file;
}

function row(name, file) {
  const { size } = statSync(file);
  const costs = new Map(readers.map((reader) => [reader, measure(reader, file)]));
  const cells = [...costs.values()].map(({ ms, rss }) => `${Math.round(ms)} (${Math.round(rss / 1e6)})`);
  const [parse, model] = [costs.get('JSON.parse'), costs.get('model')];
  const ratios = [model.ms / parse.ms, model.rss / size].map((ratio) => `${ratio.toFixed(1)}×`);
  return `| ${[name, (size / 1e6).toFixed(1), ...cells, ...ratios].join(' | ')} |`;
}

function measure(reader, file) {
  const costs = Array.from({ length: rounds }, () => JSON.parse(node([measurer, reader, file])));
  return { ms: median(costs.map(({ ms }) => ms)), rss: median(costs.map(({ rss }) => rss)) };
}

function node(argv) {
  const { status, stdout } = spawnSync(process.execPath, argv, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}.`);
  return stdout;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
