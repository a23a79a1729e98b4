import type { CallExpression, Node, OptionalCallExpression } from '@babel/types';
import { lastName } from './lastName.ts';

/** Methods of built-in objects that make something new, or make room for what they are given. */
const methods: ReadonlySet<string> = new Set([
  // Arrays, and iterators
  ...['map', 'filter', 'slice', 'splice', 'concat', 'flat', 'flatMap', 'toSorted', 'toReversed', 'toSpliced', 'with'],
  ...['push', 'unshift', 'entries', 'keys', 'values', 'toArray'],
  // Collections
  ...['set', 'add'],
  // Strings
  ...['split', 'replace', 'replaceAll', 'substring', 'substr', 'padStart', 'padEnd', 'repeat', 'join', 'normalize'],
  ...['match', 'matchAll', 'toUpperCase', 'toLowerCase', 'trim', 'toString', 'toFixed', 'toISOString'],
  // Functions and promises
  ...['bind', 'then', 'catch', 'finally'],
  // Files
  'readFileSync',
]);

/** The same of objects that a program finds everywhere; those of their methods that make something. */
const statics: Readonly<Record<string, readonly string[]>> = {
  Array: ['from', 'of'],
  Buffer: ['from', 'alloc', 'allocUnsafe', 'concat'],
  JSON: ['parse', 'stringify'],
  Object: ['assign', 'create', 'entries', 'fromEntries', 'getOwnPropertyNames', 'keys', 'values'],
  Promise: ['all', 'allSettled', 'any', 'race', 'reject', 'resolve'],
};

const functions: readonly string[] = ['structuredClone', 'readFileSync', 'Array', 'RegExp'];

/** A call of a built-in function that is known to allocate, as `map()` or `JSON.parse()`; nothing for any other call. */
export function allocatingCall({ callee }: CallExpression | OptionalCallExpression): string | undefined {
  const name = lastName(callee);
  if (callee.type === 'Identifier') return functions.includes(name) ? `${name}()` : undefined;
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return undefined;
  const { object } = callee;
  if (object.type === 'Identifier' && Object.hasOwn(statics, object.name))
    return statics[object.name]?.includes(name) === true ? `${object.name}.${name}()` : undefined;
  return methods.has(name) && !isOwn(object) ? `${name}()` : undefined;
}

/** Methods of the program's own classes have any name. */
function isOwn(object: Node): boolean {
  return object.type === 'ThisExpression' || object.type === 'Super';
}
