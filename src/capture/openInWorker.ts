import { Worker } from 'node:worker_threads';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Opened } from './open.ts';
import type { OpenAnswer } from './openWorker.ts';

/**
 * `openProfile` in a thread of its own: parsing scripts and large profiles takes seconds, in which an editor must stay alive.
 * @param worker the built `openWorker`.
 * @throws HeatlineError as `openProfile` does; `AbortError` when the signal fires, which ends the thread at once.
 */
export function openInWorker(path: string, worker: string, signal?: AbortSignal): Promise<Opened> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const thread = new Worker(worker, { workerData: path });
    const stop = (): void => {
      void thread.terminate();
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', stop, { once: true });
    thread.once('message', (answer: OpenAnswer) => {
      if ('opened' in answer) resolve(answer.opened);
      else reject(new HeatlineError(answer.error.message, answer.error.hint));
    });
    thread.once('error', (error) => {
      reject(
        new HeatlineError(
          `The profile could not be opened: ${error.message}`,
          'It may be too large for the memory at hand.',
          error,
        ),
      );
    });
    thread.once('exit', () => {
      signal?.removeEventListener('abort', stop);
    });
  });
}
