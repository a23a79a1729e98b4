import { parentPort, workerData } from 'node:worker_threads';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { openProfile, type Opened } from './open.ts';

/** What the worker answers: a profile, or an error in a form that survives the way between threads. */
export type OpenAnswer =
  { readonly opened: Opened } | { readonly error: { readonly message: string; readonly hint: string } };

openProfile(workerData as string).then(
  (opened) => {
    answer({ opened });
  },
  (error: unknown) => {
    const hint = error instanceof HeatlineError ? error.hint : '';
    answer({ error: { message: error instanceof Error ? error.message : String(error), hint } });
  },
);

function answer(message: OpenAnswer): void {
  parentPort?.postMessage(message);
}
