import type { HeapPathStep } from './heapObjectName.ts';

/** `Session @4711`, `login() @4713`. */
export function objectText({ class: className, name, id }: Omit<HeapPathStep, 'edge'>): string {
  return `${name === '' || name === className ? className : `${className} ${name}`} @${id}`;
}

/** From the first step that has a name in the program: what comes before are V8's own lists of roots. */
export function pathText(path: readonly HeapPathStep[]): string {
  const first = Math.max(
    0,
    path.findIndex(({ edge }) => /^[.(]|^\["/.test(edge)),
  );
  const holder = path[first - 1];
  const start = holder === undefined || isOfV8(holder) ? '' : objectText(holder).replace(/ @\d+$/, '');
  return `${start}${path
    .slice(first)
    .map(({ edge }) => edge)
    .join('')}`;
}

function isOfV8({ class: className }: HeapPathStep): boolean {
  return className.startsWith('(') || className.startsWith('system / ');
}
