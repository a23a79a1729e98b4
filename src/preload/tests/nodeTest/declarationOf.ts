import type { BlockOptions, Body, Declaration } from './block.ts';

/** Reads the arguments of `test([name][, options][, fn])` and its like. */
export function declarationOf(args: readonly unknown[], more: BlockOptions = {}): Declaration {
  const body = args.find((arg): arg is Body => typeof arg === 'function') ?? (() => undefined);
  const title = args.find((arg) => typeof arg === 'string') ?? body.name;
  const options = args.find((arg) => typeof arg === 'object' && arg !== null) ?? {};
  return { title, options: { ...options, ...more }, body };
}
