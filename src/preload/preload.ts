// Runs in every thread of a recorded program, before the program: through `--require` in NODE_OPTIONS.
import { isMainThread, workerData } from 'node:worker_threads';
import { isPackageManager } from './packageManager.ts';
import { recordProcess } from './recordProcess.ts';
import { recordThread } from './recordThread.ts';
import { runWatchdog } from './runWatchdog.ts';
import { offerSave } from './saveRequest.ts';
import { readSettings } from './settings.ts';
import { isWatchdogData } from './watchdogState.ts';

if (isWatchdogData(workerData)) {
  runWatchdog(workerData);
} else if (!isPackageManager(process.argv[1])) {
  const settings = readSettings();
  if (settings !== undefined) {
    const save = recordThread(settings);
    offerSave(save);
    if (isMainThread) recordProcess(settings, save);
    else process.on('exit', () => save({ command: 'finish' }));
  }
}
