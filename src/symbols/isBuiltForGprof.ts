import { usesSymbol } from './usesSymbol.ts';

/** Whether a program samples itself and leaves a `gmon.out`: linked with `-pg`, it begins by calling this, in glibc. */
export function isBuiltForGprof(file: string): boolean {
  return usesSymbol(file, ['__monstartup']);
}
