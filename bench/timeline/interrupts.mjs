// A thread that interrupts the main one for a row of its timeline, as the watchdog does, so many times.
import { clearInterval, setInterval } from 'node:timers';
import { parentPort, workerData } from 'node:worker_threads';

const { parts, times, state, busy } = workerData;
const { mainInterrupter } = await import(parts);
// An answer that is still to come keeps no thread alive.
const alive = setInterval(() => {}, 1000);
const interrupt = mainInterrupter(state, false);
parentPort.postMessage('ready');
// The main thread hears that, and is busy from then on.
Atomics.wait(busy, 0, 0);
for (let index = 0; index < times; index++) await interrupt({ command: 'sample', tid: 0 });
clearInterval(alive);
Atomics.store(busy, 0, 0);
