// How much of what a profiler measures stands on the line that ran, and what the profiler costs: V8's log, V8's profiler
// with our mapping, and the ticks of V8's profiler as they are.
//
// Exactness is the overlap of two distributions, the sum over lines of min(measured share, true share), of the weight in the
// program's own code. Garbage collection and Node itself have no lines; weight that stands on no line is not right.
//
// The truth is known in one of two ways:
// - clock: bench/exactness/program.mjs writes down itself how long each unit of its work took, in the very run that is
//   measured, and each unit is on one line.
// - no inlining: V8's ticks carry the line of the innermost inlined code and the function of the outermost. Where nothing is
//   inlined they are right by construction. These are programs that we did not write for this. What inlining saves is a part
//   of the truth here, so that no collector reaches the ceiling: that is the overlap of two such runs.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { minify } from 'terser';
import { bundled } from './measure/bundled.mjs';
import { median } from './measure/median.mjs';
import { runProgram } from './measure/runProgram.mjs';

const node = process.env.NODE ?? process.execPath;
const only = new RegExp(process.env.PROGRAMS ?? '');
const scratch = path.resolve('out/bench/exactness');
rmSync(scratch, { recursive: true, force: true });
mkdirSync(scratch, { recursive: true });
const at = (name) => path.join(scratch, name);

const { prepareRecording } = await bundled('src/capture/prepareRecording.ts', scratch);
const { readRecording } = await bundled('src/capture/readRecording.ts', scratch);
const { categories } = await bundled('src/core/model/category.ts', scratch);
const { readProfile } = await bundled('src/core/formats/formats.ts', scratch);
const { mapOntoSources } = await bundled('src/capture/open.ts', scratch);

cpSync('bench/exactness', scratch, { recursive: true });
const options = { platform: 'node', format: 'esm', sourcemap: true };
const sources = ['program', 'numbers', 'texts'];
for (const name of sources) cpSync(at(`${name}.mjs`), at(`${name}.mts`));
await build({ ...options, entryPoints: [at('program.mjs')], bundle: true, outfile: at('bundle.mjs') });
const map = { content: readFileSync(at('bundle.mjs.map'), 'utf8'), url: 'minified.mjs.map' };
const minified = await minify(readFileSync(at('bundle.mjs'), 'utf8'), { module: true, sourceMap: map });
writeFileSync(at('minified.mjs'), minified.code);
writeFileSync(at('minified.mjs.map'), minified.map);

const tsx = ['--import', import.meta.resolve('tsx')];
const modules = path.resolve('node_modules');
const sample = path.resolve('test/workspaces/sample');
/** By name: Node's arguments. */
const clocked = {
  'a function each': [at('program.mjs'), 'separate'],
  'all in one function': [at('program.mjs'), 'together'],
  'esbuild, all in one function': [at('bundle.mjs'), 'together'],
  'terser, all in one function': [at('minified.mjs'), 'together'],
  'tsx, all in one function': [...tsx, at('program.mts'), 'together'],
  'generated code': [at('program.mjs'), 'generated'],
  'three workers': [at('program.mjs'), 'workers'],
};
const uninlined = {
  numeric: [path.join(sample, 'nbody.mjs')],
  recursion: [path.join(sample, 'sudoku.mjs')],
  'markdown parser': [path.join(sample, 'markdown.js')],
  allocating: [path.join(sample, 'orders.mjs')],
  'async server': [path.join(sample, 'server.mjs')],
  tsc: [path.join(modules, 'typescript/bin/tsc'), '-p', 'src/core', '--noEmit'],
  eslint: [path.join(modules, 'eslint/bin/eslint.js'), 'src/core/model'],
  rollup: [
    path.join(modules, 'rollup/dist/bin/rollup'),
    path.join(modules, 'rollup/dist/es/rollup.js'),
    ...['--silent', '--shimMissingExports', '-d', at('rolled')],
  ],
  '@babel/parser': [parsing('@babel/parser', "parse(text, { sourceType: 'unambiguous' })")],
  acorn: [parsing('acorn', "parse(text, { ecmaVersion: 'latest' })")],
};

const { stdout: version } = await runProgram([node, '-p', 'process.version + ", V8 " + process.versions.v8']);
const { stdout: v8Options } = await runProgram([node, '--v8-options']);
const noInlining = ['--no-turbo-inlining', '--no-maglev-inlining'].filter((flag) =>
  v8Options.includes(`\n  ${flag.replace('--no-', '--')} `),
);

const head = [
  'program',
  'truth',
  'V8’s log',
  'V8’s profiler',
  'its ticks unmended',
  'ceiling',
  'CPU, log',
  'CPU, profiler',
];
console.log(
  `Weight on the lines that ran, with Node ${version.trim()}; CPU time as a multiple of that without a profiler\n`,
);
console.log(`| ${head.join(' | ')} |\n|---|---|${'--:|'.repeat(head.length - 2)}`);
const rows = [];
for (const [name, argv] of Object.entries(clocked)) await measure(name, argv, againstClock);
for (const [name, argv] of Object.entries(uninlined)) await measure(name, argv, againstNoInlining);
print(
  'median',
  '',
  Array.from({ length: 6 }, (_, column) => median(rows.map((row) => row[column]))),
);

async function measure(name, argv, compare) {
  if (!only.test(name)) return;
  const plain = await runProgram([node, ...argv]);
  const log = await record(argv, true);
  const v8 = await record(argv, false);
  const row = [...(await compare(argv, log, v8)), log.cpuMs / plain.cpuMs, v8.cpuMs / plain.cpuMs];
  rows.push(row);
  print(name, compare === againstClock ? 'clock' : 'no inlining', row);
}

function againstClock(argv, log, v8) {
  const extension = path.extname(argv.at(-2));
  const compare = ({ stdout }, profile) => overlap(sharesOf(profile, ['own']), clockOf(stdout, extension));
  return [compare(log, log.mapped), compare(v8, v8.mapped), compare(v8, v8.raw), undefined];
}

async function againstNoInlining(argv, log, v8) {
  const [truth, again] = [await record([...noInlining, ...argv], false), await record([...noInlining, ...argv], false)];
  const shares = (profile) => sharesOf(profile, ['own', 'dependency']);
  const mapped = [log, v8, again].map((run) => overlap(shares(run.mapped), shares(truth.mapped)));
  return mapped.toSpliced(2, 0, overlap(shares(v8.raw), shares(truth.raw)));
}

/** Runs a program under a collector: what it printed, its CPU time, and its profile before and after mapping. */
async function record(argv, isLog) {
  const recording = await prepareRecording({
    measure: 'cpu',
    intervalUs: 1000,
    live: false,
    collector: '',
    env: process.env,
    preload: path.resolve('dist/preload.cjs'),
  });
  try {
    const command = [node, ...argv];
    const run = await runProgram(isLog ? recording.logged(command, process.cwd()) : command, recording.env);
    const raw = readRecording(await recording.finish(), readProfile);
    return { ...run, raw, mapped: mapOntoSources(raw).profile };
  } finally {
    recording.dispose();
  }
}

/** Shares of the lines, `file:line`, in the weight of code of these categories. */
function sharesOf({ lines, nodes, functions }, wanted) {
  const weights = new Map();
  for (const [row, node] of lines.node.entries()) {
    const fn = nodes.function[node];
    if (!wanted.includes(categories[functions.category[fn]])) continue;
    const line = lines.line[row];
    const key = line === 0 ? 'no line' : `${functions.file[fn]}:${line}`;
    weights.set(key, (weights.get(key) ?? 0) + lines.weight[row]);
  }
  return normal(weights);
}

/** What a program of ours says of itself, by the lines that are marked with the names of its units. */
function clockOf(stdout, extension) {
  const clock = JSON.parse(stdout);
  const weights = new Map();
  for (const file of sources.map((name) => at(`${name}${extension}`))) {
    for (const [index, text] of readFileSync(file, 'utf8').split('\n').entries()) {
      const unit = /\/\/ @(\w+)$/.exec(text)?.[1];
      if (unit !== undefined) weights.set(`${file}:${index + 1}`, clock[unit]);
    }
  }
  return normal(weights);
}

function normal(weights) {
  const sum = [...weights.values()].reduce((all, weight) => all + weight, 0);
  return new Map([...weights].map(([key, weight]) => [key, weight / sum]));
}

function overlap(measured, truth) {
  let sum = 0;
  for (const [key, share] of truth) if (key !== 'no line') sum += Math.min(share, measured.get(key) ?? 0);
  return sum;
}

/** A program that parses a large file again and again. */
function parsing(parser, call) {
  const file = at(`parse-${parser.replace(/\W/g, '')}.mjs`);
  const text = JSON.stringify(path.join(modules, 'eslint/lib/linter/linter.js'));
  const body = `const text = readFileSync(${text}, 'utf8');\nfor (let n = 0; n < 60; n++) ${call};\n`;
  const imports = `import { readFileSync } from 'node:fs';\nimport { parse } from '${parser}';\n`;
  writeFileSync(file, imports + body);
  return file;
}

function print(name, truth, row) {
  const shares = row.slice(0, 4).map((share) => (share === undefined ? '' : `${Math.round(100 * share)} %`));
  const costs = row.slice(4).map((ratio) => `${ratio.toFixed(2)}×`);
  console.log(`| ${[name, truth, ...shares, ...costs].join(' | ')} |`);
}
