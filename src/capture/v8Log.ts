import { openInspector } from './attach/openInspector.ts';
import { snapshotSession } from './attach/snapshotSession.ts';
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
              const recording = await prepareRecording({ ...options, collector: '', isLog: true });
              return { ...recording, snapshot: takeSnapshot };
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

/** From outside, since nothing of ours in the program can interrupt it. A connection that stays would hold up its end. */
async function takeSnapshot(pid: number, file: string): Promise<void> {
  const session = await snapshotSession(await openInspector(pid), new AbortController().signal);
  try {
    await session.take(file);
  } finally {
    await session.release();
  }
}
