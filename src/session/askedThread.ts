import { Worker } from 'node:worker_threads';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Response } from './answerQuestions.ts';

/** What can be asked of a thread, and what it answers. */
export type Asked<Q> = { readonly [Name in keyof Q]: { readonly input: unknown; readonly output: unknown } };

interface Pending {
  readonly resolve: (output: never) => void;
  readonly reject: (error: HeatlineError) => void;
  readonly onProgress: (progress: never) => void;
}

/** A thread that answers questions. Ending it cancels whatever it does, and gives its memory back. */
export class AskedThread<Q extends Asked<Q>, Progress = never> {
  private readonly worker: Worker;
  private readonly pending = new Map<number, Pending>();
  private last = 0;
  private ended: HeatlineError | undefined;

  /**
   * @param worker path of the built worker.
   * @param what it holds, for a person: `profile`.
   * @param workerData what the worker is to know from its start.
   */
  constructor(worker: string, what: string, workerData?: unknown) {
    this.worker = new Worker(worker, { workerData });
    this.worker.on('message', (response: Response) => {
      const asked = this.pending.get(response.id);
      if ('progress' in response) {
        asked?.onProgress(response.progress as never);
        return;
      }
      this.pending.delete(response.id);
      if ('output' in response) asked?.resolve(response.output as never);
      else asked?.reject(new HeatlineError(response.error.message, response.error.hint));
    });
    this.worker.on('error', (error) => {
      const hint = 'It may be too large for the memory at hand.';
      this.fail(new HeatlineError(`The ${what} could not be read: ${error.message}`, hint, error));
    });
    this.worker.on('exit', () => {
      this.fail(new HeatlineError(`The ${what} was closed.`));
    });
  }

  /** Rejects with HeatlineError as the answer does, and when the thread ends before it has one. */
  readonly ask = <Name extends keyof Q & string>(
    question: Name,
    input: Q[Name]['input'],
    onProgress: (progress: Progress) => void = () => undefined,
  ): Promise<Q[Name]['output']> =>
    new Promise((resolve, reject) => {
      if (this.ended !== undefined) {
        reject(this.ended);
        return;
      }
      const id = ++this.last;
      this.pending.set(id, { resolve, reject, onProgress });
      this.worker.postMessage({ id, question, input });
    });

  /** Ends the thread at once, whatever it is doing. */
  dispose(): void {
    void this.worker.terminate();
  }

  private fail(error: HeatlineError): void {
    this.ended ??= error;
    for (const { reject } of this.pending.values()) reject(error);
    this.pending.clear();
  }
}
