import { parentPort } from 'node:worker_threads';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { createAnswers } from './answers.ts';
import type { Question, Questions } from './questions.ts';

export type Request = {
  readonly [Q in Question]: { readonly id: number; readonly question: Q; readonly input: Questions[Q]['input'] };
}[Question];

/** An error in a form that survives the way between threads. */
export type Response =
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly error: { readonly message: string; readonly hint: string } };

const answers = createAnswers();

parentPort?.on('message', (request: Request) => {
  const { id } = request;
  Promise.resolve()
    .then(() => answerTo(request))
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

function answerTo<Q extends Question>({ question, input }: { question: Q; input: Questions[Q]['input'] }): unknown {
  return answers[question](input);
}

function respond(response: Response): void {
  parentPort?.postMessage(response);
}
