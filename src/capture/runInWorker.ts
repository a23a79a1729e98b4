import { Worker } from 'node:worker_threads';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Answer, Jobs } from './worker.ts';

/**
 * Does a job in a thread of its own.
 * @param worker path of the built `worker`.
 * @throws HeatlineError as the job does.
 */
export function runInWorker<Kind extends keyof Jobs>(
  worker: string,
  kind: Kind,
  input: Jobs[Kind]['input'],
): Promise<Jobs[Kind]['output']> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(worker, { workerData: { kind, input } });
    thread.once('message', (answer: Answer) => {
      if ('output' in answer) resolve(answer.output as Jobs[Kind]['output']);
      else reject(new HeatlineError(answer.error.message, answer.error.hint));
    });
    thread.once('error', (error) => {
      const hint = 'It may be too large for the memory at hand.';
      reject(new HeatlineError(`The profile could not be read: ${error.message}`, hint, error));
    });
  });
}
