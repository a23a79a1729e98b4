import { at } from './at.ts';
import type { FunctionTable } from './profile.ts';

type Named = Pick<FunctionTable, 'name' | 'file' | 'line'>;

/** By function of one table: the same function in another, told by name, file and line, or -1. */
export function functionMap(from: Named, to: Named): Int32Array {
  const map = new Int32Array(from.name.length).fill(-1);
  let numbers: ReadonlyMap<string, number> | undefined;
  for (let fn = 0; fn < map.length; fn++) {
    // A profile that grows mostly keeps its functions where they were.
    if (sameFunction(from, to, fn)) map[fn] = fn;
    else map[fn] = (numbers ??= numbersOf(to)).get(keyOf(from, fn)) ?? -1;
  }
  return map;
}

function sameFunction(from: Named, to: Named, fn: number): boolean {
  return from.name[fn] === to.name[fn] && from.file[fn] === to.file[fn] && from.line[fn] === to.line[fn];
}

function numbersOf(functions: Named): Map<string, number> {
  const numbers = new Map<string, number>();
  // The first of several with one name on one line.
  for (let fn = functions.name.length - 1; fn >= 0; fn--) numbers.set(keyOf(functions, fn), fn);
  return numbers;
}

function keyOf({ name, file, line }: Named, fn: number): string {
  return `${at(name, fn)}\0${at(file, fn)}\0${at(line, fn)}`;
}
