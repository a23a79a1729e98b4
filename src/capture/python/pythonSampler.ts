import type { Tool } from '../tool.ts';
import { pythonRecording } from './pythonRecording.ts';

/** Reads the stacks of CPython from the memory of its processes, where the system lets it: every line and every caller. */
export const pythonSampler: Tool = {
  id: 'python',
  name: 'Python sampler',
  measures: ['cpu'],
  fits: { node: 0, python: 3, native: 0, profiled: 0, sanitized: 0 },
  find: () => {
    const from = process.platform === 'linux' ? 'outside' : 'inside';
    return Promise.resolve({
      state: 'found',
      version: 'of CPython 3.8 and newer',
      record: (options) => Promise.resolve(pythonRecording(options, from)),
    });
  },
};
