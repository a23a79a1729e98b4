// What sampling a program of Python costs beside nothing and cProfile, and how far both agree about functions, on programs of
// Python's own library. Ratios to the run of the same round without a profiler. `PYTHON=python3.12` measures another one.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundled } from './measure/bundled.mjs';
import { median } from './measure/median.mjs';
import { runProgram } from './measure/runProgram.mjs';

const rounds = Number(process.env.ROUNDS ?? 5);
const python = process.env.PYTHON ?? 'python3';
const scratch = mkdtempSync(path.join(tmpdir(), 'heatline-bench-'));
/** Each runs for seconds, so that beginning does not count. */
const programs = {
  tokenize: `import io, os, tokenize
source = open(os.path.join(os.path.dirname(os.__file__), 'typing.py'), 'rb').read()
for _ in range(12): list(tokenize.tokenize(io.BytesIO(source).readline))`,
  dis: `import dis, io, tarfile
for _ in range(12): dis.dis(tarfile, file=io.StringIO())`,
  pickletools: `import io, pickle, pickletools
data = pickle.dumps([(number, str(number)) for number in range(15000)])
for _ in range(6): pickletools.dis(data, out=io.StringIO())`,
  'regular expressions': `import re
for number in range(2500): re.compile(f'(a|b{number})*[^x-z]+(?P<x>\\d{{2,9}})\\s*(?:a+?|[k-m]{{3}})' * 1)`,
};

const { pythonRecording } = await bundled('src/capture/python/pythonRecording.ts', scratch);
const { readRecording } = await bundled('src/capture/readRecording.ts', scratch);
const { readProfile } = await bundled('src/core/formats/formats.ts', scratch);
const { report } = await bundled('src/core/queries/report.ts', scratch);

console.log(`${python} ${ask('import sys; print(sys.version.split()[0])')}, median of ${rounds} rounds\n`);
console.log(
  '| program | CPU, sampled | of that, the program | CPU, cProfile | self by function: overlap | total: farthest |',
);
console.log('|---|--:|--:|--:|--:|--:|');
for (const [name, text] of Object.entries(programs)) {
  const program = path.join(scratch, 'program.py');
  writeFileSync(program, text);
  const argv = [program];
  const rows = [];
  for (let round = 0; round < rounds; round++) {
    const plain = (await runProgram([python, ...argv])).cpuMs;
    const sampled = await sample(argv);
    const traced = await trace(argv);
    const { overlap, farthest } = compare(sampled.functions, traced.functions);
    rows.push([sampled.cpuMs / plain, sampled.ownMs / plain, traced.cpuMs / plain, overlap, farthest]);
  }
  const cells = rows[0].map((_, column) => median(rows.map((row) => row[column])));
  const ratios = cells.slice(0, 3).map((ratio) => `${ratio.toFixed(2)}×`);
  const shares = cells.slice(3).map((share) => `${(share * 100).toFixed(0)} %`);
  console.log(`| ${[name, ...ratios, ...shares].join(' | ')} |`);
}
rmSync(scratch, { recursive: true });

async function sample(argv) {
  const options = {
    measure: 'cpu',
    intervalUs: 1000,
    live: false,
    env: process.env,
    preload: path.resolve('dist/preload.cjs'),
  };
  const recording = pythonRecording(options, 'outside');
  try {
    const { cpuMs } = await runProgram(recording.command([python, ...argv], process.cwd()).argv);
    const { functions, total } = report(readRecording(await recording.finish(), readProfile), { limit: 0 });
    // What it says of the program itself.
    return { cpuMs, ownMs: total / 1000, functions: new Map(functions.map((fn) => [key(fn), fn])) };
  } finally {
    recording.dispose();
  }
}

/** As cProfile's files have them: times in s by file, first line and name. */
async function trace(argv) {
  const file = path.join(scratch, 'traced');
  const { cpuMs } = await runProgram([python, '-m', 'cProfile', '-o', file, ...argv]);
  // Functions of C count for their callers, as they do for the sampler.
  const text = ask(`
import json, pstats
stats = pstats.Stats(${JSON.stringify(file)}).stats
self = {place: values[2] for place, values in stats.items()}
for place, (_, _, _, _, callers) in stats.items():
    if place[0] == '~':
        for caller, (_, _, spent, _) in callers.items():
            self[caller] = self.get(caller, 0) + spent
print(json.dumps([[file, line, name, self[file, line, name], stats[file, line, name][3]] for file, line, name in stats if file != '~']))`);
  const rows = JSON.parse(text);
  const sum = rows.reduce((all, [, , , self]) => all + self, 0);
  const entries = rows.map(([file, line, name, self, total]) => [
    key({ file, line }),
    { name, selfShare: self / sum, totalShare: total / sum },
  ]);
  return { cpuMs, functions: new Map(entries) };
}

/** Of totals, the functions that both have: cProfile's own frames have no counterpart. */
function compare(sampled, traced) {
  let overlap = 0;
  let farthest = 0;
  for (const [place, { selfShare, totalShare }] of traced) {
    const other = sampled.get(place);
    overlap += Math.min(selfShare, other?.selfShare ?? 0);
    if (totalShare > 0.05 && other !== undefined) {
      farthest = Math.max(farthest, Math.abs(totalShare - other.totalShare));
    }
  }
  return { overlap, farthest };
}

function key({ file, line }) {
  return `${path.basename(file)}:${line}`;
}

function ask(code) {
  return execFileSync(python, ['-c', code], { encoding: 'utf8' }).trim();
}
