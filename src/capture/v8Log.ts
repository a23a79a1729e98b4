import { atLeast } from './nodeVersion.ts';
import type { Tool } from './tool.ts';

/** V8's log: exact lines, where Heatline controls the command line of Node. */
export const v8Log: Tool = {
  id: 'v8-log',
  name: "V8's log",
  measures: ['cpu'],
  find: ({ node }) =>
    Promise.resolve(
      atLeast(node.version, [20, 0])
        ? { state: 'found', version: node.version, collector: '', isLog: true }
        : {
            state: 'missing',
            reason: `The log of Node ${node.version} is not known.`,
            mend: 'use Node 20 or newer, or --with v8',
          },
    ),
};
