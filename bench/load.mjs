// What opening a CPU profile costs, beside `JSON.parse` of the same file and the model of js-profile-visualizer: CPU time and the
// largest resident memory of a process that does nothing else, the median of ROUNDS (3). `model` is the profile, its functions,
// flame graph and flame chart; `mapped` is the same with the sources read and parsed and lines and calls on them.
// js-profile-visualizer's is functions and a call tree. `FILES=a.cpuprofile,…` measures those instead; `PROFILES=tsc` some.
import { constants } from 'node:buffer';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildReaders, visualizer } from './load/readers.mjs';
import { claim } from './measure/claim.mjs';
import { median } from './measure/median.mjs';
import { profileFile, profileNames } from './measure/profileFile.mjs';

const rounds = Number(process.env.ROUNDS ?? 3);
const only = new RegExp(process.env.PROFILES ?? '');
const readers = ['JSON.parse', 'read', 'model', 'mapped', visualizer];
/** They take the file as one string. */
const ofStrings = ['JSON.parse', visualizer];
const scratch = mkdtempSync(path.join(tmpdir(), 'heatline-bench-'));

try {
  const costOf = await buildReaders(scratch);
  console.log(
    `CPU ms (largest resident MB), median of ${rounds}. Ratios are to \`JSON.parse\` and to the file's size.\n`,
  );
  console.log(`| file | MB | ${readers.join(' | ')} | model ÷ JSON.parse | model's memory ÷ file |`);
  console.log(`|---|${'--:|'.repeat(readers.length + 3)}`);
  for (const [name, file] of profiles()) console.log(row(name, file, costOf));
} finally {
  rmSync(scratch, { recursive: true });
}

/** Each is made when it is its turn. */
function* profiles() {
  if (process.env.FILES) yield* process.env.FILES.split(',').map((file) => [path.basename(file), file]);
  else for (const name of profileNames.filter((each) => only.test(each))) yield [name, profileFile(name, scratch)];
}

function row(name, file, costOf) {
  const { size } = statSync(file);
  const possible = readers.filter((reader) => !ofStrings.includes(reader) || size <= constants.MAX_STRING_LENGTH);
  const costs = new Map(possible.map((reader) => [reader, medianOf(() => costOf(reader, file))]));
  const [parse, model, peer] = ['JSON.parse', 'model', visualizer].map((reader) => costs.get(reader));
  const cells = readers.map((reader) => {
    const cost = costs.get(reader);
    return cost === undefined ? '–' : `${Math.round(cost.ms)} (${Math.round(cost.bytes / 1e6)})`;
  });
  const toParse = parse === undefined ? '–' : `${(model.ms / parse.ms).toFixed(2)}×`;
  if (name === 'tsc, real') {
    const what = `read and lay out a profile of ${Math.round(size / 1e6)} MB`;
    claim(what, model.ms, '`JSON.parse`', parse.ms);
    claim(what, model.ms, `${visualizer}, its model`, peer.ms);
  }
  return `| ${[name, (size / 1e6).toFixed(1), ...cells, toParse, `${(model.bytes / size).toFixed(2)}×`].join(' | ')} |`;
}

function medianOf(measure) {
  const costs = Array.from({ length: rounds }, measure);
  return { ms: median(costs.map(({ ms }) => ms)), bytes: median(costs.map(({ bytes }) => bytes)) };
}
