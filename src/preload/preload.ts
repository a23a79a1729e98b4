// Runs in every thread of a recorded program, before the program: through `--require` in NODE_OPTIONS.
import { isMainThread, workerData } from 'node:worker_threads';
import { followConsole } from './followConsole.ts';
import { isLogged, logThread } from './logThread.ts';
import { isPackageManager } from './packageManager.ts';
import { ProcessRows } from './processRows.ts';
import { recordProcess } from './recordProcess.ts';
import { recordThread } from './recordThread.ts';
import { runWatchdog } from './runWatchdog.ts';
import { readSettings } from './settings.ts';
import { isWatchdogData } from './watchdogState.ts';

function start(): void {
  if (isWatchdogData(workerData)) {
    runWatchdog(workerData);
    return;
  }
  const settings = readSettings();
  if (settings === undefined || isPackageManager(process.argv[1])) return;
  if (isLogged(settings)) {
    logThread(settings);
    return;
  }
  const rows = new ProcessRows();
  const save = recordThread(settings, isMainThread ? rows : undefined);
  // A watchdog would abort the process when it asks for an inspector that is not there.
  if (save === undefined) return;
  if (settings.begin === 'console') followConsole(save);
  if (isMainThread) recordProcess(settings, save, rows);
  else process.on('exit', () => save({ command: 'finish' }));
}

try {
  start();
} catch {
  // Whatever is wrong with the recording, the program has nothing to do with it.
}
