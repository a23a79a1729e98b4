import type { Tool } from '../tool.ts';
import { valgrindTool } from '../valgrindTool.ts';

/** Errors in the use of memory, and leaks. It answers another question than how much there is, so only who asks gets it. */
export const memcheck: Tool = valgrindTool({
  id: 'memcheck',
  name: 'Memcheck',
  measures: ['heap'],
  fits: { node: 0, python: 0, native: 0, profiled: 0, sanitized: 0 },
  options: (out) => [
    ...['--xml=yes', `--xml-file=${out}`, '--leak-check=full', '--track-origins=yes'],
    // Parent and child would write into one file.
    '--child-silent-after-fork=yes',
  ],
});
