import fs from 'node:fs';
import path from 'node:path';
import { timelineFile } from './protocol.ts';
import { quiet } from './quiet.ts';
import { sampleThread } from './sampleThread.ts';
import { thisThread } from './thisThread.ts';

// Taken before the recorded program can replace them.
const { appendFileSync } = fs;
const { setInterval } = globalThis;

const writeMs = 1000;

/** Takes the timeline of a thread that V8's log measures. The process' part of it the recorder takes. */
export const logTimeline = quiet((directory: string): void => {
  const timeline = sampleThread('cpu');
  const { pid, tid } = thisThread();
  const write = quiet(() => {
    appendFileSync(path.join(directory, timelineFile(pid, tid)), `${JSON.stringify(timeline.take().timeline)}\n`);
  });
  timeline.start();
  setInterval(write, writeMs).unref();
  process.on('exit', write);
});
