import { usesSymbol } from '../../symbols/usesSymbol.ts';

/** Whether the compiler has put AddressSanitizer, or LeakSanitizer alone, into a program, which begins by calling it. */
export function isSanitized(file: string): boolean {
  return usesSymbol(file, ['__asan_init', '__lsan_init']);
}
