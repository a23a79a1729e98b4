import v8 from 'node:v8';

/**
 * Has V8 inline no functions from now on: of what is inlined it does not know that it allocated. Next to what tracking costs,
 * the calls cost nothing.
 */
export function keepStacks(): void {
  v8.setFlagsFromString('--no-turbo-inlining');
  v8.setFlagsFromString('--no-maglev-inlining');
}
