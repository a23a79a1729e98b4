import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { prepareRecording } from './prepareRecording.ts';
import { noNode, type Tool } from './tool.ts';

const id = 'v8-profiler-next';

/** Loading a native add-on takes some 50 ms. */
const loadMs = 10_000;

/** The add-on of the project that is profiled: it has to be built for the very Node that runs the program. */
export const v8ProfilerNext: Tool = {
  id,
  name: id,
  measures: ['cpu', 'heap'],
  fits: { node: 1, python: 0, native: 0, profiled: 0, sanitized: 0 },
  find: async ({ node, cwd }) => {
    if (node === undefined) return noNode;
    const require = createRequire(path.join(cwd, 'package.json'));
    let collector: string;
    try {
      collector = require.resolve(id);
    } catch {
      const reason = `${id} is not installed in ${cwd}.`;
      return { state: 'missing', reason, mend: `npm install --save-dev ${id}` };
    }
    try {
      // Without the environment's own preloads, which would run too.
      const env = { ...process.env, NODE_OPTIONS: '' };
      await promisify(execFile)(node.path, ['-e', 'require(process.argv[1])', collector], { env, timeout: loadMs });
    } catch {
      return { state: 'missing', reason: `${id} is not built for Node ${node.version}.`, mend: `npm rebuild ${id}` };
    }
    const manifest = JSON.parse(readFileSync(path.join(path.dirname(collector), 'package.json'), 'utf8')) as {
      version: string;
    };
    return {
      state: 'found',
      version: manifest.version,
      record: (options) => prepareRecording({ ...options, collector }),
    };
  },
};
