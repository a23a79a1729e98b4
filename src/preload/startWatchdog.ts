import { Worker } from 'node:worker_threads';
import type { ProcessRows } from './processRows.ts';
import type { RecordingSettings } from './protocol.ts';
import { runScenario } from './runScenario.ts';
import { onScenario } from './scenario.ts';
import { repeatTests } from './tests/repeatTests.ts';
import { fatalSignals, type FatalSignal } from './catchSignals.ts';
import { canDisconnect, watchdogState, type WatchdogData, type WatchdogMessage } from './watchdogState.ts';

/** What the main thread can do with its watchdog. */
export interface Watchdog {
  readonly worker: Worker;
  /** Makes it let go of the main thread, which is about to exit. */
  readonly release: () => void;
}

const releaseMs = 500;

/** Starts the thread that can interrupt this one: see `runWatchdog`. `onError` hears why it could not. */
export function startWatchdog(
  settings: RecordingSettings,
  rows: ProcessRows,
  onError: (error: unknown) => void,
): Watchdog {
  const { socket, partMs, scenario, snapshots = 'none' } = settings;
  const state = new Int32Array(new SharedArrayBuffer(4));
  const workerData: WatchdogData = {
    heatlineWatchdog: true,
    socket,
    partMs,
    state,
    rows: rows.memory,
    staysConnected: snapshots !== 'none',
  };
  // An empty environment: no preload of the program's runs in there. Node's internals: see `catchSignals`.
  const worker = new Worker(__filename, { workerData, env: {}, execArgv: ['--expose-internals'] });
  worker.on('error', onError);
  const tell = (message: WatchdogMessage) => {
    worker.postMessage(message);
  };
  if (scenario !== undefined) {
    worker.on('message', () => {
      runScenario().then(
        () => {
          tell({ roundFailure: undefined });
        },
        (error: unknown) => {
          tell({ roundFailure: error instanceof Error ? error.message : String(error) });
        },
      );
    });
  }
  if (scenario !== 'exported') worker.unref();
  if (scenario === 'tests') {
    onScenario(() => {
      worker.ref();
      tell('tests');
    });
    repeatTests();
  }
  // It must not even hear a signal that the program handles: a listener may be gone again by the time that it asks.
  const onListeners = (name: string | symbol, handled: boolean) => {
    const signal = name as FatalSignal;
    if (fatalSignals.includes(signal)) tell({ signal, handled });
  };
  process.on('newListener', (name: string | symbol) => {
    onListeners(name, true);
  });
  process.on('removeListener', (name: string | symbol) => {
    onListeners(name, process.listenerCount(name) > 0);
  });
  const release = () => {
    const { free, connected, exiting } = watchdogState;
    if (Atomics.compareExchange(state, 0, free, exiting) !== connected || !canDisconnect) return;
    tell('release');
    Atomics.wait(state, 0, connected, releaseMs);
  };
  return { worker, release };
}
