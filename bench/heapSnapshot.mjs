// What opening a heap snapshot costs: wall time, CPU time and largest resident memory of a process that reads it and works out
// dominators and retained sizes, beside memlab's reader and the model of Chrome DevTools' worker. Both are installed into
// out/bench; DevTools must find the same objects and retained sizes. `SIZES=50,300` measures those, in MB; `ROUNDS` (1) is how often, and the median counts.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

const rounds = Number(process.env.ROUNDS ?? 1);
const sizes = (process.env.SIZES ?? '50,300,1000').split(',').map(Number);
const peers = path.resolve('out/bench/heapSnapshot');
const scratch = mkdtempSync(path.join(tmpdir(), 'heatline-bench-'));

try {
  install();
  const readers = await buildReaders();
  console.log(`Wall s · CPU s · largest resident MB, median of ${rounds}. Ratios are to Heatline: CPU and memory.\n`);
  console.log(`| snapshot MB | objects | ${readers.map(([name]) => name).join(' | ')} | memlab ÷ | DevTools ÷ |`);
  console.log('|--:|--:|--:|--:|--:|--:|--:|');
  for (const size of sizes) console.log(row(size, readers));
} finally {
  rmSync(scratch, { recursive: true });
}

function install() {
  if (existsSync(path.join(peers, 'node_modules/@memlab/heap-analysis'))) return;
  mkdirSync(peers, { recursive: true });
  writeFileSync(path.join(peers, 'package.json'), '{}');
  const packages = ['@memlab/heap-analysis@2.0.5', 'chrome-devtools-frontend@1.0.1705227'];
  run('npm', ['install', '--prefix', peers, '--ignore-scripts', '--no-audit', '--no-fund', ...packages]);
}

async function buildReaders() {
  const heatline = path.join(scratch, 'heatline.cjs');
  const devtools = path.join(scratch, 'devtools.mjs');
  const shared = { bundle: true, platform: 'node', logLevel: 'error', nodePaths: [path.join(peers, 'node_modules')] };
  await build({ ...shared, entryPoints: ['bench/heapSnapshot/heatline.ts'], outfile: heatline });
  await build({
    ...shared,
    entryPoints: ['bench/heapSnapshot/devtools.mjs'],
    outfile: devtools,
    format: 'esm',
    // DevTools' own build makes the list of languages.
    plugins: [
      {
        name: 'locales',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /\/locales\.js$/ }, () => ({ path: 'locales', namespace: 'locales' }));
          onLoad({ filter: /./, namespace: 'locales' }, () => ({
            contents: `export const LOCALES = ['en-US'], BUNDLED_LOCALES = LOCALES, DEFAULT_LOCALE = 'en-US',
              REMOTE_FETCH_PATTERN = '', LOCAL_FETCH_PATTERN = '';`,
          }));
        },
      },
    ],
  });
  return [
    ['Heatline', [heatline]],
    ['memlab', ['bench/heapSnapshot/memlab.mjs']],
    ['DevTools', [devtools]],
  ];
}

function row(megabytes, readers) {
  const file = path.join(scratch, `${megabytes}.heapsnapshot`);
  run(process.execPath, [
    '--max-old-space-size=12000',
    'bench/heapSnapshot/program.mjs',
    file,
    String(Math.round((megabytes * 1e6) / 100)),
  ]);
  const costs = readers.map(([, argv]) => measure([...argv, file]));
  const real = statSync(file).size / 1e6;
  rmSync(file);
  const [own, , devtools] = costs;
  const others = costs.slice(1);
  if (!own.failed && !devtools.failed && (own.objects !== devtools.objects || own.retained !== devtools.retained))
    throw new Error(`Heatline and DevTools differ: ${JSON.stringify([own, devtools])}.`);
  const cell = (cost) =>
    cost.failed ? 'fails' : `${cost.wall.toFixed(1)} · ${cost.cpu.toFixed(1)} · ${Math.round(cost.rss)}`;
  const ratio = (cost) =>
    cost.failed ? '–' : `${(cost.cpu / own.cpu).toFixed(1)}×, ${(cost.rss / own.rss).toFixed(1)}×`;
  const objects = own.failed ? 0 : own.objects;
  return `| ${[Math.round(real), objects.toLocaleString('en-US'), ...costs.map(cell), ...others.map(ratio)].join(' | ')} |`;
}

function measure(argv) {
  const all = Array.from({ length: rounds }, () => timed(argv));
  return all.toSorted((a, b) => a.cpu - b.cpu)[Math.floor(rounds / 2)];
}

/** One run; what a reader says on its last line of output, and its cost. A reader that dies of its memory has failed. */
function timed(argv) {
  const usage = path.join(scratch, 'usage.cjs');
  writeFileSync(
    usage,
    `process.on('exit', () => {
      const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
      const cost = { wall: process.uptime(), cpu: (userCPUTime + systemCPUTime) / 1e6, rss: maxRSS / 1024 };
      require('node:fs').writeFileSync(${JSON.stringify(`${usage}.json`)}, JSON.stringify(cost));
    });`,
  );
  rmSync(`${usage}.json`, { force: true });
  const options = ['--max-old-space-size=12000', '--require', usage];
  const env = { ...process.env, NODE_PATH: path.join(peers, 'node_modules') };
  const { status, stdout } = spawnSync(process.execPath, [...options, ...argv], { encoding: 'utf8', env });
  const said = stdout.trimEnd().split('\n').at(-1) ?? '';
  if (status !== 0 || !said.startsWith('{')) return { failed: true };
  const cost = JSON.parse(readFileSync(`${usage}.json`, 'utf8'));
  return { failed: false, ...cost, ...JSON.parse(said) };
}

function run(command, argv) {
  const { status, stdout, stderr } = spawnSync(command, argv, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${argv.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}
