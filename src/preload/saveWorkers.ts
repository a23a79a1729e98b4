import { Session } from 'node:inspector';
import { askWorkers } from './askWorkers.ts';

/** How long the main thread waits for its workers at most, in slices: the program may have faked the clock. */
const sliceMs = 5;
const slices = 100;

/**
 * Has workers save for good before they are stopped: all, or one. Blocks the main thread, to which V8 goes on to
 * deliver the answers. A worker deep in native code does not answer in time and loses its last part.
 */
export function saveWorkers(tid?: number): void {
  const session = new Session();
  session.connect();
  const cell = new Int32Array(new SharedArrayBuffer(4));
  askWorkers(session, { command: 'finish', ...(tid === undefined ? {} : { tid }) }, () => {
    Atomics.store(cell, 0, 1);
  });
  for (let slice = 0; slice < slices && Atomics.load(cell, 0) === 0; slice++) Atomics.wait(cell, 0, 0, sliceMs);
  session.disconnect();
}
