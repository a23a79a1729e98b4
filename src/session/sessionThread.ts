import { Worker } from 'node:worker_threads';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Ask, Question, Questions } from './questions.ts';
import type { Request, Response } from './sessionWorker.ts';

interface Pending {
  readonly resolve: (output: never) => void;
  readonly reject: (error: HeatlineError) => void;
}

/**
 * A profile in a thread of its own: parsing, mapping and layout of a large one take seconds, in which an editor must stay
 * alive, and ending the thread gives all of its memory back at once.
 */
export class SessionThread {
  private readonly worker: Worker;
  private readonly pending = new Map<number, Pending>();
  private last = 0;
  private holders = 0;
  private ended: HeatlineError | undefined;

  /** @param worker path of the built `worker`. */
  constructor(worker: string) {
    this.worker = new Worker(worker);
    this.worker.on('message', (response: Response) => {
      const asked = this.pending.get(response.id);
      this.pending.delete(response.id);
      if ('output' in response) asked?.resolve(response.output as never);
      else asked?.reject(new HeatlineError(response.error.message, response.error.hint));
    });
    this.worker.on('error', (error) => {
      const hint = 'It may be too large for the memory at hand.';
      this.fail(new HeatlineError(`The profile could not be read: ${error.message}`, hint, error));
    });
    this.worker.on('exit', () => {
      this.fail(new HeatlineError('The profile was closed.'));
    });
  }

  /** Rejects with HeatlineError as the answer does, and when the thread ends before it has one. */
  readonly ask: Ask = (question, input) =>
    new Promise((resolve, reject) => {
      if (this.ended !== undefined) {
        reject(this.ended);
        return;
      }
      const id = ++this.last;
      this.pending.set(id, { resolve, reject });
      this.worker.postMessage(requestOf(id, question, input));
    });

  /** Whoever shows the profile holds its thread; when the last one has let go of it, it ends. */
  hold(): void {
    this.holders++;
  }

  release(): void {
    if (--this.holders <= 0) this.dispose();
  }

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

function requestOf<Q extends Question>(id: number, question: Q, input: Questions[Q]['input']): Request {
  return { id, question, input } as Request;
}
