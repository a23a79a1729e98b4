import { createRequire } from 'node:module';
import { constants } from 'node:os';

/** Signals that end a program which does not handle them. */
export const fatalSignals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;

export type FatalSignal = (typeof fatalSignals)[number];

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
 * @returns a function that says whether to hear a signal or to leave it to whatever else handles it.
 */
export function catchSignals(onSignal: (name: FatalSignal) => void): (name: FatalSignal, caught: boolean) => void {
  // Node warns of its internals, on the program's stderr.
  process.emitWarning = () => undefined;
  const { internalBinding } = createRequire(__filename)('internal/test/binding') as Internals;
  const { Signal } = internalBinding('signal_wrap');
  const handles = new Map<FatalSignal, SignalHandle>();
  return (name, caught) => {
    handles.get(name)?.close();
    handles.delete(name);
    const number = constants.signals[name] as number | undefined;
    if (!caught || number === undefined) return;
    const handle = new Signal();
    handle.onsignal = () => {
      onSignal(name);
    };
    handle.start(number);
    handles.set(name, handle);
  };
}
