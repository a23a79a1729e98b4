import { atLeast } from './nodeVersion.ts';
import { prepareRecording } from './prepareRecording.ts';
import { noNode, type Tool } from './tool.ts';

/** V8's log: exact lines, where Heatline controls the command line of Node. */
export const v8Log: Tool = {
  id: 'v8-log',
  name: "V8's log",
  measures: ['cpu'],
  fits: { node: 2, python: 0, native: 0, profiled: 0, sanitized: 0 },
  find: ({ node }) => {
    if (node === undefined) return Promise.resolve(noNode);
    const { version } = node;
    return Promise.resolve(
      atLeast(version, [20, 0])
        ? {
            state: 'found',
            version,
            wholeRuns: true,
            record: async (options) => {
              // No code of ours is in the program to take one.
              const { snapshot: _none, ...recording } = await prepareRecording({
                ...options,
                collector: '',
                isLog: true,
              });
              return recording;
            },
          }
        : {
            state: 'missing',
            reason: `The log of Node ${version} is not known.`,
            mend: 'use Node 20 or newer, or --with v8',
          },
    );
  },
};
