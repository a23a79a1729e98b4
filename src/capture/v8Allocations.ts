import { heapEvents } from '../core/model/heapEvent.ts';
import { atLeast } from './nodeVersion.ts';
import { prepareRecording } from './prepareRecording.ts';
import { noNode, type Tool } from './tool.ts';

/** V8's allocation tracking: every allocation with its stack and, of what lives at the end, its type. */
export const v8Allocations: Tool = {
  id: 'v8-allocations',
  name: "V8's allocation tracking",
  measures: ['heap'],
  heapEvents,
  fits: { node: 2, python: 0, native: 0, profiled: 0, sanitized: 0 },
  find: ({ node }) => {
    if (node === undefined) return Promise.resolve(noNode);
    const { version } = node;
    return Promise.resolve(
      // Before, nobody can stay connected to the program until it ends.
      atLeast(version, [18, 0])
        ? {
            state: 'found',
            version,
            wholeRuns: true,
            record: (options) => prepareRecording({ ...options, collector: '', snapshots: 'at-end' }),
          }
        : {
            state: 'missing',
            reason: `Allocations of Node ${version} cannot be tracked.`,
            mend: 'use Node 18 or newer, or --with v8',
          },
    );
  },
};
