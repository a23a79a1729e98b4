import type { Debugger, NodeWorker, Profiler } from 'node:inspector';
import { HeatlineError } from '../../core/model/heatlineError.ts';

interface Pending {
  readonly method: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Events {
  'Debugger.scriptParsed': Debugger.ScriptParsedEventDataType;
  'NodeRuntime.waitingForDisconnect': undefined;
  'NodeWorker.attachedToWorker': NodeWorker.AttachedToWorkerEventDataType;
  'NodeWorker.detachedFromWorker': NodeWorker.DetachedFromWorkerEventDataType;
  'NodeWorker.receivedMessageFromWorker': NodeWorker.ReceivedMessageFromWorkerEventDataType;
  'Profiler.consoleProfileFinished': Profiler.ConsoleProfileFinishedEventDataType;
}

/** Requests and events of one thread in the inspector's protocol: https://chromedevtools.github.io/devtools-protocol/v8 */
export class Channel {
  private readonly transmit: (message: string) => void;
  private readonly pending = new Map<number, Pending>();
  private readonly listeners = new Map<string, Set<(params: unknown) => void>>();
  private lastId = 0;
  private ended = false;

  /** `transmit` brings a message to the thread; what comes back goes to `receive`. */
  constructor(transmit: (message: string) => void) {
    this.transmit = transmit;
  }

  /** @throws HeatlineError when the thread refuses, or is gone before it answers. */
  send(method: string, params: object = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.ended) {
        reject(gone());
        return;
      }
      const id = ++this.lastId;
      this.pending.set(id, { method, resolve, reject });
      this.transmit(JSON.stringify({ id, method, params }));
    });
  }

  /** The value of an expression, which has the inspector's own functions and `require` in reach. */
  async evaluate(expression: string): Promise<unknown> {
    const options = { includeCommandLineAPI: true, returnByValue: true, silent: true };
    const { result, exceptionDetails } = (await this.send('Runtime.evaluate', { expression, ...options })) as {
      readonly result: { readonly value?: unknown; readonly description?: string };
      readonly exceptionDetails?: object;
    };
    if (exceptionDetails === undefined) return result.value;
    throw new HeatlineError(`The program answered: ${result.description ?? 'an exception'}`);
  }

  /** @returns a function that ends it. */
  on<Event extends keyof Events>(event: Event, listener: (params: Events[Event]) => void): () => void {
    const listeners = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, listeners);
    const any = listener as (params: unknown) => void;
    listeners.add(any);
    return () => listeners.delete(any);
  }

  receive(text: string): void {
    const { id, method, params, result, error } = JSON.parse(text) as Message;
    if (method !== undefined) for (const listener of this.listeners.get(method) ?? []) listener(params);
    const pending = id === undefined ? undefined : this.pending.get(id);
    if (id === undefined || pending === undefined) return;
    this.pending.delete(id);
    if (error === undefined) pending.resolve(result);
    else pending.reject(new HeatlineError(`${pending.method}: ${error.message}`));
  }

  /** The thread is gone: nothing will be answered any more. */
  end(): void {
    this.ended = true;
    for (const { reject } of this.pending.values()) reject(gone());
    this.pending.clear();
  }
}

function gone(): HeatlineError {
  return new HeatlineError('The program ended while it was asked.');
}
