// What it costs to get from a perf.data to self and total of each line, with inlined frames: `heatline report` on the whole file,
// beside `perf script -F +srcline`, of which only the text is made, for SLICE (1000) samples from the middle, times the rest, and
// beside perf's own `stackcollapse`, which knows functions only (stackcollapse-perf.pl is in no package; this is perf's script
// that does the same). CPU time with all children, the median of ROUNDS (3), and the largest resident memory of a process; what
// takes longer than LIMIT (120) seconds is ended, and its row says that it is more than that. The programs are SQLite, built here with -O2 -g from the source that better-sqlite3 ships (short stacks), and the TypeScript
// compiler under Node's --perf-prof (deep stacks, of JavaScript too, whose sources Heatline parses). `PROGRAMS=SQLite` measures some.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { aptInstall } from '../test/host/aptInstall.mjs';
import { claim } from './measure/claim.mjs';
import { median } from './measure/median.mjs';

const rounds = Number(process.env.ROUNDS ?? 3);
const slice = Number(process.env.SLICE ?? 1000);
const limit = Number(process.env.LIMIT ?? 120);
/** What `timeout` ends with when it had to end a command. */
const timedOut = 124;
const only = new RegExp(process.env.PROGRAMS ?? '');
const peers = path.resolve('out/bench/perfLines');
const scratch = path.join(peers, 'scratch');
const cli = path.resolve('dist/cli.mjs');
// Sources and the compiler's configuration are found from here, jitdumps beside the recording.
const here = process.cwd();

// g++ brings gcc and the C library's headers, which are no part of gcc's own package.
aptInstall({ perf: 'linux-perf', 'g++': 'g++', time: 'time', 'llvm-symbolizer': 'llvm' });
rmSync(scratch, { recursive: true, force: true });
mkdirSync(scratch, { recursive: true });
try {
  const node = [process.execPath, '--perf-prof', '--interpreted-frames-native-stack'];
  const programs = [
    ['SQLite', () => [buildSqlite(), '14']],
    ['tsc under Node', () => [...node, path.join(here, 'node_modules/typescript/bin/tsc'), '-p', here, '--noEmit']],
  ];
  console.log(`CPU s (largest resident MB), median of ${rounds}. Ratios are to Heatline's CPU time.\n`);
  console.log(
    '| program | samples | MB | Heatline | perf’s lines | perf’s stackcollapse | lines ÷ | stackcollapse ÷ |',
  );
  console.log('|---|--:|--:|--:|--:|--:|--:|--:|');
  for (const [name, argv] of programs.filter(([each]) => only.test(each))) console.log(row(name, argv()));
} finally {
  rmSync(scratch, { recursive: true });
}

function row(name, argv) {
  const file = path.join(scratch, 'perf.data');
  const options = ['-N', '--no-bpf-event', '-k', 'mono', '-F', '9999', '-e', 'cpu-clock', '--call-graph', 'fp'];
  // What the program thinks of its input is its own affair.
  spawnSync('perf', ['record', ...options, '-o', file, '--', ...argv], { cwd: scratch, stdio: 'ignore' });
  const times = run('perf', ['script', '-F', 'time', '-i', file]).match(/[\d.]+/g);
  const own = measured([process.execPath, cli, 'report', file, '--json', '--limit', '0']);
  const collapsed = measured(['perf', 'script', 'report', 'stackcollapse', '-i', file]);
  const lines = perfLines(file, times);
  const cell = ({ cpu, rss, isCut }) => `${isCut ? '> ' : ''}${cpu.toPrecision(3)} (${Math.round(rss)})`;
  const count = times.length.toLocaleString('en-US');
  const what = `perf.data of ${name}, ${count} samples, to lines`;
  const peer = lines.isCut ? `ended after ${limit} s` : `extrapolated from ${slice} samples`;
  claim(what, own.cpu * 1000, `perf script -F +srcline, ${peer}`, lines.cpu * 1000);
  claim(what, own.cpu * 1000, 'perf’s stackcollapse, functions only', collapsed.cpu * 1000);
  const counts = [count, Math.round(readFileSync(file).length / 1e6)];
  const ratios = [lines, collapsed].map(({ cpu, isCut }) => `${isCut ? '> ' : ''}${(cpu / own.cpu).toFixed(1)}×`);
  return `| ${[name, ...counts, cell(own), cell(lines), cell(collapsed), ...ratios].join(' | ')} |`;
}

/**
 * A part of the slice is taken off, as perf first has to open the programs, which it does once. Where even that takes too long,
 * what it took until then is all that is known.
 */
function perfLines(file, times) {
  const start = Math.floor(times.length / 2);
  const costOfLines = (count) => {
    const span = `${times[start]},${times[start + count]}`;
    return measured(['perf', 'script', '-F', '+srcline', '--time', span, '-i', file]);
  };
  const part = costOfLines(slice / 5);
  if (part.isCut) return part;
  const whole = costOfLines(slice);
  const each = (whole.cpu - part.cpu) / (slice - slice / 5);
  return { cpu: part.cpu + each * (times.length - slice / 5), rss: whole.rss, isCut: whole.isCut };
}

/** Once where it takes too long. */
function measured(argv) {
  const costs = [];
  while (costs.length < rounds && !costs.some(({ isCut }) => isCut)) costs.push(costOf(argv));
  return {
    cpu: median(costs.map(({ cpu }) => cpu)),
    rss: Math.max(...costs.map(({ rss }) => rss)),
    isCut: costs.some(({ isCut }) => isCut),
  };
}

/** perf counts the children too that nobody waits for, as its own addr2line is. */
function costOf(argv) {
  const [counts, memory] = ['counts', 'memory'].map((name) => path.join(scratch, name));
  const count = ['stat', '-x', ',', '-e', 'task-clock', '-o', counts, '--'];
  const bounded = ['time', '-q', '-f', '%M', '-o', memory, 'timeout', String(limit), ...argv];
  const { status } = spawnSync('perf', [...count, ...bounded], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0 && status !== timedOut) throw new Error(`${argv.join(' ')} ended with ${status}.`);
  const cpu = Number(/^([\d.]+),msec,task-clock/m.exec(readFileSync(counts, 'utf8'))?.[1]) / 1000;
  return { cpu, rss: (Number(readFileSync(memory, 'utf8')) * 1024) / 1e6, isCut: status === timedOut };
}

function buildSqlite() {
  const program = path.join(peers, 'queries');
  const source = path.join(peers, 'node_modules/better-sqlite3/deps/sqlite3');
  if (!existsSync(source)) {
    const options = ['--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--prefix', peers];
    run('npm', ['install', ...options, 'better-sqlite3@12.11.1']);
  }
  const features = ['-DSQLITE_ENABLE_FTS5', '-DSQLITE_THREADSAFE=0', '-DSQLITE_OMIT_LOAD_EXTENSION'];
  const sources = [path.join(source, 'sqlite3.c'), 'bench/perfLines/queries.c'];
  const options = ['-O2', '-g', '-fno-omit-frame-pointer', '-w', ...features, '-I', source];
  if (!existsSync(program)) run('gcc', [...options, '-o', program, ...sources, '-lm']);
  return program;
}

function run(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}
