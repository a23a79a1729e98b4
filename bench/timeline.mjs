// What the parts of the timeline cost by themselves: the CPU time of each, done many times, and of as many as a second has.
// `overhead` measures the whole, which the noise between two runs hides.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';

const scratch = mkdtempSync(path.join(tmpdir(), 'heatline-bench-'));
const outfile = path.join(scratch, 'parts.cjs');
await build({ bundle: true, platform: 'node', format: 'cjs', entryPoints: ['bench/timeline/parts.ts'], outfile });
const parts = pathToFileURL(outfile).href;
const { RunningSampler, ProcessRows, offerSave, sampleProcess } = await import(parts);
const rows = new ProcessRows();
const sampler = new RunningSampler('cpu', rows);

/** CPU time of one, µs. */
function costOf(times, action) {
  for (let index = 0; index < times / 10; index++) action();
  const start = process.cpuUsage();
  for (let index = 0; index < times; index++) action();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / times;
}

/** What the watchdog does at each turn of its timer. */
function processRow() {
  const { setInterval } = globalThis;
  let turn;
  globalThis.setInterval = (action) => (turn = action);
  sampleProcess(rows, () => {});
  globalThis.setInterval = setInterval;
  return () => {
    turn();
    rows.take();
  };
}

function startWorker(file, data, options = {}) {
  const worker = new Worker(new URL(file, import.meta.url), { workerData: { parts, ...data }, ...options });
  worker.on('error', (error) => {
    throw error;
  });
  return worker;
}

/** Of a main thread that is busy; what both threads do for it, one after the other. */
async function interruptCost(times) {
  offerSave(() => {
    sampler.sample();
    return { state: 'done', ms: 0 };
  });
  const [state, busy] = [4, 4].map((bytes) => new Int32Array(new SharedArrayBuffer(bytes)));
  const worker = startWorker('timeline/interrupts.mjs', { times, state, busy });
  await once(worker, 'message');
  Atomics.store(busy, 0, 1);
  Atomics.notify(busy, 0);
  const start = performance.now();
  while (Atomics.load(busy, 0) === 1);
  const us = (performance.now() - start) * 1000;
  await once(worker, 'exit');
  return us / times;
}

/** Scavenges of a young generation of 1 MB, as many as there can be. */
async function pauseCost() {
  const worker = startWorker('timeline/pauses.mjs', {}, { resourceLimits: { maxYoungGenerationSizeMb: 1 } });
  const [{ us }] = await once(worker, 'message');
  return us;
}

let taken = 0;
const costs = [
  // A save takes them, now and then.
  ['row of a thread', costOf(10_000, () => (++taken % 100 === 0 ? sampler.take() : sampler.sample())), 10],
  ['turn of its timer', costOf(10_000, () => sampler.tick()), 50],
  ['row of the process', costOf(10_000, processRow()), 10],
  ['interruption of a busy main thread', await interruptCost(2000), 10 / 3],
  ['pause of the garbage collector', await pauseCost(), 100],
];
sampler.stop();
rmSync(scratch, { recursive: true });

console.log(`| part | each | a second | of a processor |\n|---|--:|--:|--:|`);
for (const [name, us, perSecond] of costs) {
  const share = ((us * perSecond) / 1e6) * 100;
  console.log(`| ${name} | ${us.toFixed(1)} µs | ${perSecond.toFixed(0)} | ${share.toFixed(3)} % |`);
}
const sum = costs.reduce((all, [, us, perSecond]) => all + us * perSecond, 0) / 1e4;
console.log(`\nTogether ${sum.toFixed(2)} % of a processor.`);
