import type { Tool } from '../tool.ts';
import { valgrindTool } from '../valgrindTool.ts';

/** Every allocation: its bytes, how long they lived, and how much they were used. */
export const dhat: Tool = valgrindTool({
  id: 'dhat',
  name: 'DHAT',
  measures: ['heap'],
  fits: { node: 0, python: 0, native: 2, profiled: 2, sanitized: 0 },
  options: (out) => [`--dhat-out-file=${out}`, '--fullpath-after='],
});
