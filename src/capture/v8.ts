import type { Tool } from './tool.ts';

/** The profilers in V8, through Node's own inspector module. */
export const v8: Tool = {
  id: 'v8',
  name: "Node's built-in profiler",
  measures: ['cpu', 'heap'],
  find: ({ node }) => Promise.resolve({ state: 'found', version: node.version, collector: '' }),
};
