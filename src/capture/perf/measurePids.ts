import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import { recordOptions, type PerfRecord } from './recordOptions.ts';

export interface MeasureOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Whether the file is to grow all the time, as somebody watches. */
  readonly live: boolean;
}

/** As often as V8's profiler saves parts for somebody who watches. */
const livePartMs = 1000;

/** A perf that measures, or is ready to. */
export interface Measurement {
  /** Settles when the processes, with all that they started, are gone, or after `stop`. */
  readonly ended: Promise<void>;
  /** Measuring has begun when this returns. */
  readonly begin: () => Promise<void>;
  /** Completes the file; the processes go on running. */
  readonly stop: () => Promise<void>;
}

/**
 * A perf for running processes with all their threads, and all that they start from now on. It measures them from `begin` on.
 * @throws HeatlineError when perf may not.
 */
export async function measurePids(
  pids: readonly number[],
  record: PerfRecord,
  { env, live }: MeasureOptions,
): Promise<Measurement> {
  // perf waits with its events off for words on descriptor 3, and answers them on 4.
  const args = [...recordOptions(record), '-D', '-1', '--control', 'fd:3,4', '-p', pids.join(',')];
  // In a session of its own, where a terminal's Ctrl+C, which is for the program, does not reach it.
  const child = spawn('perf', args, { env, detached: true, stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      said += error.message;
      resolve();
    });
    child.once('close', () => {
      resolve();
    });
  });
  const [, , , control, answers] = child.stdio;
  // It may be gone before it reads.
  control?.on('error', () => undefined);
  const tell = (word: string) => {
    if (control !== null && control !== undefined && 'write' in control) control.write(`${word}\n`);
  };
  const answered = async (word: string) => {
    const answer = answers === null || answers === undefined ? ended : once(answers, 'data');
    tell(word);
    await Promise.race([answer, ended]);
  };
  await answered('disable');
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
    const [line = ''] = said.split('\n').filter((each) => !/^(Error:)?\s*$/.test(each));
    throw new HeatlineError(`perf could not measure: ${line.trim()}`, 'heatline tools tells what perf needs.');
  }
  // perf writes what is in its buffers before it waits for another word.
  const timer = live ? setInterval(tell, livePartMs, 'ping') : undefined;
  void ended.then(() => {
    clearInterval(timer);
  });
  return {
    ended,
    begin: () => answered('enable'),
    stop: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
}
