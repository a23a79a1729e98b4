import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** The processes that a process has started, and those that these have started. Windows does not tell. */
export function descendants(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const [pid, parent] of process.platform === 'linux' ? fromProc() : fromPs()) {
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found = [...(children.get(root) ?? [])];
  // It grows while it is gone through.
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}

type Parentage = readonly [pid: number, parent: number];

/** Slim containers have no `ps`. */
function fromProc(): Parentage[] {
  return readdirSync('/proc').flatMap((name): Parentage[] => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // pid (name) state parent …; the name may hold anything.
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      return [[Number(name), Number(stat.slice(stat.lastIndexOf(')')).split(' ')[2])]];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

function fromPs(): Parentage[] {
  if (process.platform === 'win32') return [];
  const lines = execFileSync('ps', ['-A', '-o', 'pid=', '-o', 'ppid='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line): Parentage => {
    const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
    return [pid, parent];
  });
}
