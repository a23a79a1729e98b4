import { tools } from '../capture/tools.ts';
import type { Measure } from '../preload/protocol.ts';

/** What can measure, by id, for a person who chooses. */
export const toolNames = {
  auto: 'The best for the program',
  v8: 'V8 (built into Node.js)',
  'v8-log': "V8's log: exact lines, tiers and deopts, at a higher cost",
  'v8-allocations': "V8's allocation tracking: every allocation, with types of what lives, at a much higher cost",
  'v8-profiler-next': "v8-profiler-next (from the project's node_modules)",
  python: 'Python sampler: lines and callers of CPython',
  perf: 'perf (native code, the kernel, functions of Python)',
  callgrind: 'Callgrind: exact counts of instructions, many times slower',
  gprof: 'gprof: programs built with -pg, which measure themselves',
  heaptrack: 'heaptrack: memory of native code',
  dhat: 'DHAT: memory of native code and how it is used, many times slower',
  massif: 'Massif: memory of native code over time, many times slower',
  memcheck: 'Memcheck: errors in the use of memory, and leaks, many times slower',
  sanitizer: 'AddressSanitizer: errors and leaks of a program built with -fsanitize=address',
} as const;

/** `auto` is the best for the program. */
export type ToolChoice = keyof typeof toolNames;

/** What a profiler measures, where that is one thing only. */
export function measureOf(choice: ToolChoice): Measure | undefined {
  const measures = tools.find(({ id }) => id === choice)?.measures ?? [];
  return measures.length === 1 ? measures[0] : undefined;
}
