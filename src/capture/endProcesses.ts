import { descendants } from './descendants.ts';
import { until } from './until.ts';

/** Ends these processes, and `root` with all that it started: what has not ended after this time is killed. */
export async function endProcesses(known: () => readonly number[], graceMs: number, root?: number): Promise<void> {
  // A shell that started the others ends first, before it could go on with its next command.
  const tree = root === undefined ? [] : [root, ...descendants(root)];
  const running = () => [...new Set([...tree, ...known()])].filter(isAlive);
  for (const pid of running()) kill(pid, 'SIGTERM');
  await until(() => running().length === 0, graceMs);
  for (const pid of running()) kill(pid, 'SIGKILL');
}

export function isAlive(pid: number): boolean {
  return kill(pid, 0);
}

/** Whether there was such a process. */
function kill(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
