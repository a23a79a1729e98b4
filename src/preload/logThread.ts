import path from 'node:path';
import { Script } from 'node:vm';
import { threadFile, type RecordingSettings } from './protocol.ts';
import { thisThread } from './thisThread.ts';
import { writeWhole } from './wholeFile.ts';

/** Whether V8 writes its log for this process into the recording, so that there is nothing else to measure. */
export function isLogged({ directory }: RecordingSettings): boolean {
  return process.execArgv.includes(`--logfile=${path.join(directory, 'v8.log')}`);
}

/** Says in the log which thread it is of, by the name of a script: see core's `ThreadMarker`. */
export function logThread({ directory }: RecordingSettings): void {
  const thread = thisThread();
  const { pid, tid, name } = thread;
  writeWhole(directory, threadFile(pid, tid), { ...thread, isLogged: true });
  const marker = { pid, tid, name, at: Number(process.hrtime.bigint()) / 1000 };
  new Script('0', { filename: `heatline:thread?${encodeURIComponent(JSON.stringify(marker))}` });
}
