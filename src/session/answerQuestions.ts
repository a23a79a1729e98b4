import { parentPort } from 'node:worker_threads';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Asked } from './askedThread.ts';

/** Some of the first may come, then one of the others. An error has a form that survives the way between threads. */
export type Response =
  | { readonly id: number; readonly progress: unknown }
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly error: { readonly message: string; readonly hint: string } };

type Reporting<Progress> = [Progress] extends [never] ? [] : [onProgress: (progress: Progress) => void];

/** Each throws HeatlineError where it cannot answer. */
export type Answers<Q extends Asked<Q>, Progress = never> = {
  readonly [Name in keyof Q]: (
    input: Q[Name]['input'],
    ...reporting: Reporting<Progress>
  ) => Q[Name]['output'] | Promise<Q[Name]['output']>;
};

type Request<Q extends Asked<Q>> = {
  readonly [Name in keyof Q]: { readonly id: number; readonly question: Name; readonly input: Q[Name]['input'] };
}[keyof Q];

/** Makes the worker that calls it answer what its `AskedThread` is asked. */
export function answerQuestions<Q extends Asked<Q>, Progress = never>(answers: Answers<Q, Progress>): void {
  const respond = (response: Response): void => {
    parentPort?.postMessage(response);
  };
  parentPort?.on('message', ({ id, question, input }: Request<Q>) => {
    const onProgress = (progress: Progress): void => {
      respond({ id, progress });
    };
    Promise.resolve()
      .then(() => answers[question](input, ...([onProgress] as Reporting<Progress>)))
      .then(
        (output) => {
          respond({ id, output });
        },
        (error: unknown) => {
          const hint = error instanceof HeatlineError ? error.hint : '';
          respond({ id, error: { message: error instanceof Error ? error.message : String(error), hint } });
        },
      );
  });
}
