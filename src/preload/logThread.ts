import { ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { Script } from 'node:vm';
import { callBefore } from './callBefore.ts';
import { logTimeline } from './logTimeline.ts';
import { logName, logOptions } from './logOptions.ts';
import { settingsVariable, threadFile, type RecordingSettings } from './protocol.ts';
import { thisThread } from './thisThread.ts';
import { writeWhole } from './wholeFile.ts';

/** Whether V8 writes its log for this process into the recording, so that there is nothing else to measure. */
export function isLogged({ directory }: RecordingSettings): boolean {
  const { pid } = process;
  return readdirSync(directory).some((name) => name.endsWith(`-${pid}-${logName}`));
}

/** Says in the log which thread it is of, by the name of a script: see core's `ThreadMarker`. */
export function logThread(settings: RecordingSettings): void {
  const thread = thisThread();
  const { pid, tid, name } = thread;
  writeWhole(settings.directory, threadFile(pid, tid), { ...thread, isLogged: true });
  const marker = { pid, tid, name, at: Number(process.hrtime.bigint()) / 1000 };
  new Script('0', { filename: `heatline:thread?${encodeURIComponent(JSON.stringify(marker))}` });
  hideOptions(settings);
  logTimeline(settings.directory);
  if (isMainThread) logChildren(settings);
}

/** The program sees its own options: workers that are given V8's would not start. */
function hideOptions(settings: RecordingSettings): void {
  const ours = optionsOf(settings);
  process.execArgv = process.execArgv.filter((option) => !ours.includes(option));
}

/** What `ChildProcess.spawn` takes; neither Node's documentation nor its types have it. */
interface SpawnOptions {
  readonly file: string;
  /** The first is the name of the program. */
  readonly args: string[];
  /** Each `name=value`. */
  readonly envPairs?: readonly string[];
}

/** Children that run the same Node are logged as well: tsx and test runners do their work in one. */
function logChildren(settings: RecordingSettings): void {
  const { execPath } = process;
  const options = optionsOf(settings);
  const prototype = ChildProcess.prototype as unknown as { spawn: (options: SpawnOptions) => unknown };
  callBefore(prototype, 'spawn', (_child, [{ file, args, envPairs = [] }]) => {
    const isRecorded = envPairs.some((pair) => pair.startsWith(`${settingsVariable}=`));
    if (file === execPath && isRecorded) args.splice(1, 0, ...options);
  });
}

function optionsOf({ directory, intervalUs }: RecordingSettings): readonly string[] {
  return logOptions(directory, intervalUs);
}
