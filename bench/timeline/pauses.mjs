// What it costs to hear of a pause of the garbage collector: the same work with and without, in a small heap with many pauses.
import { setImmediate, setTimeout } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { median } from '../measure/median.mjs';

const { observePauses } = await import(workerData.parts);
const rounds = 8;
let sink;

async function work() {
  const start = process.cpuUsage();
  for (let turn = 0; turn < 100; turn++) {
    for (let index = 0; index < 200_000; index++) sink = { index, tags: [index, turn] };
    await setImmediate();
  }
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

let pauses = 0;
const costs = [];
for (let round = 0; round <= rounds; round++) {
  const without = await work();
  pauses = 0;
  const observed = observePauses({ onPause: () => pauses++, onMark: () => {} });
  const cost = (await work()) - without;
  // Node tells of the last ones later.
  await setTimeout(50);
  observed.stop();
  // Of the first round most is compiling.
  if (round > 0) costs.push(cost / pauses);
}
// With the last object that was made, so that V8 does not leave making them.
parentPort.postMessage({ us: median(costs), sink });
