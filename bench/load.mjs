// What opening a CPU profile costs, beside `JSON.parse` of the same file: CPU time and the largest resident memory of a process
// that does nothing else, the median of ROUNDS (3). `model` is the profile, its functions, flame graph and flame chart; `mapped`
// is the same with the sources read and parsed and lines and calls on them. `FILES=a.cpuprofile,…` measures those instead.
import { constants } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { median } from './measure/median.mjs';
import { profileFile, profileNames } from './measure/profileFile.mjs';

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
  if (process.env.FILES) yield* process.env.FILES.split(',').map((file) => [path.basename(file), file]);
  else for (const name of profileNames) yield [name, profileFile(name, scratch)];
}

function row(name, file) {
  const { size } = statSync(file);
  // It takes the file as one string.
  const possible = readers.filter((reader) => reader !== 'JSON.parse' || size <= constants.MAX_STRING_LENGTH);
  const costs = new Map(possible.map((reader) => [reader, measure(reader, file)]));
  const [parse, model] = [costs.get('JSON.parse'), costs.get('model')];
  const cells = readers.map((reader) => {
    const cost = costs.get(reader);
    return cost === undefined ? '–' : `${Math.round(cost.ms)} (${Math.round(cost.rss / 1e6)})`;
  });
  const toParse = parse === undefined ? '–' : `${(model.ms / parse.ms).toFixed(2)}×`;
  return `| ${[name, (size / 1e6).toFixed(1), ...cells, toParse, `${(model.rss / size).toFixed(2)}×`].join(' | ')} |`;
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
