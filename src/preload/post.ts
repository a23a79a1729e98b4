import type { Session } from 'node:inspector';

/** Asks V8 about this very thread, which answers before the call returns. */
export function post(session: Session, method: string, params: object = {}): unknown {
  let failure: Error | null = null;
  let answer: unknown;
  session.post(method, params, (error, result) => {
    failure = error;
    answer = result;
  });
  // The assignment above happens in a callback, which the compiler cannot see.
  const thrown = failure as Error | null;
  if (thrown !== null) throw new Error(`${method}: ${thrown.message}`);
  return answer;
}
