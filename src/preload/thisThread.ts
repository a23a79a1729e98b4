import path from 'node:path';
import { isMainThread, threadId } from 'node:worker_threads';
import type { RecordedThread } from './protocol.ts';

// `process` is the program's to change; these are asked for when the program is about to end.
const { pid, ppid, execPath } = process;

/** The thread that calls this. */
export function thisThread(): RecordedThread {
  const script = path.basename(process.argv[1] ?? execPath);
  return {
    pid,
    ppid,
    tid: isMainThread ? 0 : threadId,
    name: isMainThread ? script : `${script} (worker ${threadId})`,
    argv: process.argv,
    node: process.versions.node,
    recorder: __filename,
  };
}
