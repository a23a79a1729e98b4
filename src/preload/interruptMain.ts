import { Session } from 'node:inspector';
import { askWorkers } from './askWorkers.ts';
import { answerOf, requestExpression, type SaveAnswer, type SaveRequest } from './saveRequest.ts';
import { canDisconnect, watchdogState } from './watchdogState.ts';

/** Puts a request to the main thread by interrupting it, then to the workers unless main refused or is the only one that is meant; the answers of all. */
export type Interrupt = (request: SaveRequest) => Promise<readonly SaveAnswer[]>;

/**
 * For the watchdog. One request is served after the other; none once the main thread began to exit.
 * @param staysConnected for heap snapshots: when a session ends, V8 forgets the numbers of all objects, by which they are found
 * in the next one, and where they were allocated.
 */
export function mainInterrupter(
  state: Int32Array,
  staysConnected: boolean,
): Interrupt & { readonly release: () => void } {
  let session: Session | undefined;
  let last: Promise<unknown> = Promise.resolve();
  // With the first snapshot of a program that is measured, too.
  let stays = staysConnected;

  const connect = (): Session | undefined => {
    if (session !== undefined) return session;
    const { free, connected } = watchdogState;
    if (Atomics.compareExchange(state, 0, free, connected) !== free) return undefined;
    session = new Session();
    session.connectToMainThread();
    return session;
  };
  const disconnect = (next: number) => {
    if (!canDisconnect) return;
    session?.disconnect();
    session = undefined;
    Atomics.compareExchange(state, 0, watchdogState.connected, next);
    Atomics.notify(state, 0);
  };
  const serve = async (request: SaveRequest): Promise<readonly SaveAnswer[]> => {
    const own = connect();
    if (own === undefined) return [];
    stays ||= request.command === 'snapshot';
    const main = await askMain(own, request);
    const answers =
      main?.state === 'refused' || request.tid === 0
        ? []
        : await new Promise<SaveAnswer[]>((resolve) => {
            askWorkers(own, request, resolve);
          });
    if (!stays) disconnect(watchdogState.free);
    return main === undefined ? answers : [main, ...answers];
  };

  const interrupt = (request: SaveRequest) => {
    const served = last.then(() => serve(request));
    last = served.catch(() => undefined);
    return served;
  };
  return Object.assign(interrupt, {
    release: () => {
      disconnect(watchdogState.exiting);
    },
  });
}

async function askMain(session: Session, request: SaveRequest): Promise<SaveAnswer | undefined> {
  for (;;) {
    const answer = await new Promise<SaveAnswer | undefined>((resolve, reject) => {
      session.post('Runtime.evaluate', requestExpression(request), (error, result) => {
        if (error === null) resolve(answerOf(result));
        else reject(error);
      });
    });
    if (answer?.state !== 'busy') return answer;
  }
}
