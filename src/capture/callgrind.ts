import type { Tool } from './tool.ts';
import { valgrindTool } from './valgrindTool.ts';

/** Valgrind's simulator: exact counts of instructions instead of time. */
export const callgrind: Tool = valgrindTool({
  id: 'callgrind',
  name: 'Callgrind',
  measures: ['cpu'],
  fits: { node: 0, python: 0, native: 2, profiled: 1, sanitized: 0 },
  options: (out) => [`--callgrind-out-file=${out}`],
});
