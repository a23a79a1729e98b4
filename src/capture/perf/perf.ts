import type { Tool } from '../tool.ts';
import { findPerf } from './findPerf.ts';
import { perfRecording } from './perfRecording.ts';

/** Linux' profiler: native code, the kernel, and what runtimes say about the code that they make. */
export const perf: Tool = {
  id: 'perf',
  name: 'perf',
  measures: ['cpu'],
  fits: { node: 0, python: 2, native: 3, profiled: 3, sanitized: 3 },
  find: async ({ env }) => {
    const found = await findPerf(env);
    if (found.state === 'missing') return found;
    const { version } = found;
    return { state: 'found', version, record: (options) => Promise.resolve(perfRecording(found, options)) };
  },
};
