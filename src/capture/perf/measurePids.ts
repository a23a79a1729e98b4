import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import { recordOptions, type PerfRecord } from './recordOptions.ts';

/** A perf that measures. */
export interface Measurement {
  /** Settles when the processes, with all that they started, are gone, or after `stop`. */
  readonly ended: Promise<void>;
  /** Completes the file; the processes go on running. */
  readonly stop: () => Promise<void>;
}

/**
 * Measures running processes with all their threads, and all that they start from now on. Measuring has begun when this
 * returns.
 * @throws HeatlineError when perf may not.
 */
export async function measurePids(
  pids: readonly number[],
  record: PerfRecord,
  env: NodeJS.ProcessEnv,
): Promise<Measurement> {
  // perf waits with its events off for the word on descriptor 3, and answers on 4.
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
  if (control !== null && control !== undefined && 'write' in control) control.write('enable\n');
  const begun = answers === null || answers === undefined ? ended : once(answers, 'data');
  await Promise.race([begun, ended]);
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
    const [line = ''] = said.split('\n').filter((each) => !/^(Error:)?\s*$/.test(each));
    throw new HeatlineError(`perf could not measure: ${line.trim()}`, 'heatline tools tells what perf needs.');
  }
  return {
    ended,
    stop: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
}
