import { createRequire } from 'node:module';
import { constants } from 'node:os';

/** Signals that end a program which does not handle them. */
const names = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;

interface SignalHandle {
  onsignal: () => void;
  start(number: number): unknown;
  close(): void;
}

interface Internals {
  readonly internalBinding: (name: 'signal_wrap') => { readonly Signal: new () => SignalHandle };
}

/**
 * Hears signals in a worker, which Node's public API cannot. A handler in the main thread would keep a busy program
 * alive that the signal should have ended, and would show in the program's own listener counts.
 * @returns a function that leaves the signals to whatever else handles them.
 */
export function catchSignals(onSignal: (name: NodeJS.Signals) => void): () => void {
  // Node warns of its internals, on the program's stderr.
  process.emitWarning = () => undefined;
  const { internalBinding } = createRequire(__filename)('internal/test/binding') as Internals;
  const { Signal } = internalBinding('signal_wrap');
  const handles = names.flatMap((name) => {
    const number = constants.signals[name] as number | undefined;
    if (number === undefined) return [];
    const handle = new Signal();
    handle.onsignal = () => {
      onSignal(name);
    };
    handle.start(number);
    return [handle];
  });
  return () => {
    for (const handle of handles.splice(0)) handle.close();
  };
}
