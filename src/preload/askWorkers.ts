import type { NodeWorker, Session } from 'node:inspector';
import { answerOf, requestExpression, type SaveAnswer, type SaveRequest } from './saveRequest.ts';

/**
 * Asks the process' workers, busy or idle, to save. `session` is one of the main thread, whichever thread holds it.
 * Works by callback, because promises stand still while the main thread waits.
 */
export function askWorkers(session: Session, request: SaveRequest, done: (answers: SaveAnswer[]) => void): void {
  const open = new Set<string>();
  const answers: SaveAnswer[] = [];
  let enabled = false;

  const ask = (sessionId: string) => {
    const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: requestExpression(request) });
    session.post('NodeWorker.sendMessageToWorker', { sessionId, message }, (error) => {
      if (error !== null) close(sessionId);
    });
  };
  const close = (sessionId: string) => {
    open.delete(sessionId);
    if (!enabled || open.size > 0) return;
    enabled = false;
    session.off('NodeWorker.attachedToWorker', onAttached);
    session.off('NodeWorker.receivedMessageFromWorker', onMessage);
    session.off('NodeWorker.detachedFromWorker', onDetached);
    session.post('NodeWorker.disable', () => {
      done(answers);
    });
  };
  const onAttached = ({ params }: { params: NodeWorker.AttachedToWorkerEventDataType }) => {
    open.add(params.sessionId);
    ask(params.sessionId);
  };
  const onDetached = ({ params }: { params: NodeWorker.DetachedFromWorkerEventDataType }) => {
    close(params.sessionId);
  };
  const onMessage = ({ params }: { params: NodeWorker.ReceivedMessageFromWorkerEventDataType }) => {
    const answer = answerOf((JSON.parse(params.message) as { result?: unknown }).result);
    if (answer?.state === 'busy') {
      ask(params.sessionId);
    } else {
      if (answer !== undefined) answers.push(answer);
      close(params.sessionId);
    }
  };

  session.on('NodeWorker.attachedToWorker', onAttached);
  session.on('NodeWorker.receivedMessageFromWorker', onMessage);
  session.on('NodeWorker.detachedFromWorker', onDetached);
  // The workers that run now are announced before the answer.
  session.post('NodeWorker.enable', { waitForDebuggerOnStart: false }, () => {
    enabled = true;
    close('');
  });
}
