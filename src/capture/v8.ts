import { heapEvents } from '../core/model/heapEvent.ts';
import { prepareRecording } from './prepareRecording.ts';
import { noNode, type Tool } from './tool.ts';

/** The profilers in V8, through Node's own inspector module. */
export const v8: Tool = {
  id: 'v8',
  name: "Node's built-in profiler",
  measures: ['cpu', 'heap'],
  heapEvents,
  fits: { node: 3, python: 0, native: 0, profiled: 0, sanitized: 0 },
  find: ({ node }) =>
    Promise.resolve(
      node === undefined
        ? noNode
        : {
            state: 'found',
            version: node.version,
            record: (options) => prepareRecording({ ...options, collector: '' }),
          },
    ),
};
