import type { Tool } from '../tool.ts';
import { valgrindTool } from '../valgrindTool.ts';

/** What the heap holds over time, and who allocated that when it was most. */
export const massif: Tool = valgrindTool({
  id: 'massif',
  name: 'Massif',
  measures: ['heap'],
  fits: { node: 0, python: 0, native: 1, profiled: 1, sanitized: 0 },
  options: (out) => [`--massif-out-file=${out}`, '--time-unit=ms', '--threshold=0.1', '--fullpath-after='],
});
