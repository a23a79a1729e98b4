import { Worker } from 'node:worker_threads';
import { callBefore } from './callBefore.ts';
import type { ProcessRows } from './processRows.ts';
import type { RecordingSettings } from './protocol.ts';
import { reportError } from './reportError.ts';
import type { Save } from './saveRequest.ts';
import { saveWorkers } from './saveWorkers.ts';
import { startWatchdog } from './startWatchdog.ts';

/** What the main thread does beyond measuring itself: it saves at every way out that the process has. */
export function recordProcess(settings: RecordingSettings, save: Save, rows: ProcessRows): void {
  const quietly = (action: () => void) => {
    try {
      action();
    } catch (error) {
      reportError(settings, error);
    }
  };
  let watchdog: ReturnType<typeof startWatchdog> | undefined;
  quietly(() => {
    watchdog = startWatchdog(settings, rows, (error) => {
      reportError(settings, error);
    });
  });

  // Nothing is measured in workers, and their sessions with this thread would do harm: see `mainInterrupter`.
  const recordsWorkers = (settings.snapshots ?? 'none') === 'none';
  let hasWorkers = false;
  process.on('worker', (worker) => {
    hasWorkers ||= recordsWorkers && worker !== watchdog?.worker;
  });
  callBefore(Worker.prototype, 'terminate', ({ threadId }) => {
    // A worker that has ended has no id any more.
    if (recordsWorkers && threadId > 0) {
      quietly(() => {
        saveWorkers(threadId);
      });
    }
  });

  const saveAll = () => {
    save({ command: 'finish' });
    quietly(() => {
      if (hasWorkers) saveWorkers();
      watchdog?.release();
    });
  };
  process.on('exit', saveAll);
  callBefore(process, 'abort', saveAll);
}
