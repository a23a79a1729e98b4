import Module from 'node:module';
import { callBefore } from './callBefore.ts';

/** A property that nobody else has. */
const hook = 'heatline keeps the module';

/** What Node's types leave out: it compiles and runs the text of a CommonJS module. */
interface Compiling {
  _compile(text: unknown, file: string, ...more: unknown[]): unknown;
}

/**
 * Keeps the code of CommonJS modules from being collected. V8 looks up where a sampled function stands when it makes a
 * heap profile, and finds nothing of a module that has ended and left no function alive. In Node 20 that is any; older and
 * newer ones keep the code themselves.
 *
 * Each module ends with a property that is read from a number, which no name in the module can stand for. The stack trace
 * that is taken there, and that nobody ever asks for, holds the module's function, but not its variables.
 */
export function keepModules(node: string): void {
  if (![20, 21].includes(Number.parseInt(node, 10))) return;
  const kept: object[] = [];
  const keep = (): void => {
    const { stackTraceLimit } = Error;
    const holder = {};
    Error.stackTraceLimit = 1;
    Error.captureStackTrace(holder, keep);
    Error.stackTraceLimit = stackTraceLimit;
    kept.push(holder);
  };
  Object.defineProperty(Number.prototype, hook, { get: keep });
  callBefore(Module.prototype as unknown as Compiling, '_compile', (_module, args) => {
    if (typeof args[0] === 'string') args[0] += `\n;0['${hook}'];`;
  });
}
