import type { Tool } from '../tool.ts';
import { pythonRecording } from './pythonRecording.ts';

/** Reads the stacks of CPython from the memory of its processes: every line and caller, and no work for the program. */
export const pythonSampler: Tool = {
  id: 'python',
  name: 'Python sampler',
  measures: ['cpu'],
  fits: { node: 0, python: 3, native: 0, profiled: 0, sanitized: 0 },
  find: () =>
    Promise.resolve(
      process.platform === 'linux'
        ? {
            state: 'found',
            version: 'of CPython 3.8 and newer',
            record: (options) => Promise.resolve(pythonRecording(options)),
          }
        : {
            state: 'missing',
            reason: 'Only Linux lets a profiler read the memory of Python.',
            mend: 'record on Linux, in a container for instance',
          },
    ),
};
