import { setTimeout as delay } from 'node:timers/promises';
import { HeatlineError } from '../../core/model/heatlineError.ts';

/** A thread that does not answer in this time is stopped, or deep in native code. */
const answerMs = 5000;

/** @throws HeatlineError when the program takes too long to answer. */
export async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  const waiting = new AbortController();
  const late = delay(answerMs, undefined, { signal: waiting.signal }).then(() => {
    throw new HeatlineError(
      'The program does not answer its inspector.',
      'It may be stopped, waiting in native code, or held by a debugger. Try again when it runs.',
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    waiting.abort();
    late.catch(() => undefined);
  }
}
