import { Worker } from 'node:worker_threads';
import type { RecordingSettings } from './protocol.ts';
import { canDisconnect, watchdogState, type WatchdogData } from './watchdogState.ts';

/** What the main thread can do with its watchdog. */
export interface Watchdog {
  readonly worker: Worker;
  /** Makes it let go of the main thread, which is about to exit. */
  readonly release: () => void;
}

const releaseMs = 500;

/** Starts the thread that can interrupt this one: see `runWatchdog`. `onError` hears why it could not. */
export function startWatchdog({ socket }: RecordingSettings, onError: (error: unknown) => void): Watchdog {
  const state = new Int32Array(new SharedArrayBuffer(4));
  const workerData: WatchdogData = { heatlineWatchdog: true, socket, state };
  // An empty environment: no preload of the program's runs in there. Node's internals: see `catchSignals`.
  const worker = new Worker(__filename, { workerData, env: {}, execArgv: ['--expose-internals'] });
  worker.unref();
  worker.on('error', onError);
  const release = () => {
    const { free, connected, exiting } = watchdogState;
    if (Atomics.compareExchange(state, 0, free, exiting) !== connected || !canDisconnect) return;
    worker.postMessage('release');
    Atomics.wait(state, 0, connected, releaseMs);
  };
  return { worker, release };
}
