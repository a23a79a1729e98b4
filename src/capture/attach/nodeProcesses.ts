import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import type { TargetKind } from '../targetKind.ts';

/** A process that can be measured while it runs. */
export interface RunningProcess {
  readonly pid: number;
  readonly kind: TargetKind;
  readonly argv: readonly string[];
  /** Of one core, 0 or more. */
  readonly cpu: number;
  /** Where the system tells. */
  readonly cwd?: string;
  /** Path of its executable, where the system tells. */
  readonly executable?: string;
}

/** The processor's use is measured over this time. */
const measureMs = 300;
/** The kernel counts processor time in hundredths of a second on every machine that Node has builds for. */
const ticksPerSecond = 100;

/**
 * The processes of this user, the busiest first; those of Node alone where nothing measures others.
 * @throws HeatlineError on Windows, which does not tell.
 */
export async function runningProcesses(): Promise<RunningProcess[]> {
  if (process.platform === 'win32') {
    throw new HeatlineError(
      'Windows does not list processes for Heatline.',
      'Use `heatline attach PID` in a terminal.',
    );
  }
  const found = process.platform === 'linux' ? await fromProc() : parsePs(await ps(['-x', '-o', 'pid=,%cpu=,args=']));
  return found.filter(({ pid }) => pid !== process.pid).sort((a, b) => b.cpu - a.cpu);
}

export async function isNodeProcess(pid: number): Promise<boolean> {
  // There `_debugProcess` itself refuses what is not Node.
  if (process.platform === 'win32') return true;
  if (process.platform !== 'linux') return isNode((await ps(['-p', String(pid), '-o', 'comm='])).trim());
  // Another user's executable is not told, but its name is.
  return isNode(executableOf(pid) ?? readFileSync(`/proc/${pid}/comm`, 'utf8').trim());
}

/** The programs that are Node under its own name; others embed it, and may end at the signal for its debugger. */
function isNode(executable: string): boolean {
  return /^(node|nodejs)([-\d.]*)$|^(node-)?MainThread$/.test(path.basename(executable));
}

/** `ps` lines of a pid, a percentage and a command line, in which blanks do not tell arguments apart. */
export function parsePs(text: string): RunningProcess[] {
  return text.split('\n').flatMap((line) => {
    const [, pid, cpu, args = ''] = /^\s*(\d+)\s+([\d.,]+)\s+(.*)$/.exec(line) ?? [];
    const argv = args.split(' ');
    if (!isNode(argv[0] ?? '')) return [];
    return [{ pid: Number(pid), kind: 'node', argv, cpu: Number(cpu?.replace(',', '.')) / 100 }];
  });
}

async function ps(args: readonly string[]): Promise<string> {
  try {
    return (await promisify(execFile)('ps', args, { maxBuffer: 1 << 26 })).stdout;
  } catch {
    // No such process.
    return '';
  }
}

async function fromProc(): Promise<RunningProcess[]> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && executableOf(Number(name)) !== undefined);
  const before = new Map(pids.map((pid) => [pid, processorTime(pid)]));
  const start = performance.now();
  await delay(measureMs);
  const seconds = (performance.now() - start) / 1000;
  return pids.flatMap((pid) => {
    try {
      const argv = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replace(/\0$/, '').split('\0');
      const executable = executableOf(Number(pid)) ?? '';
      const cpu = (processorTime(pid) - (before.get(pid) ?? 0)) / seconds;
      return [
        { pid: Number(pid), kind: kindOf(executable), argv, cpu, cwd: readlinkSync(`/proc/${pid}/cwd`), executable },
      ];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

function kindOf(executable: string): TargetKind {
  if (isNode(executable)) return 'node';
  return /^(python|pypy)[\d.]*$/.test(path.basename(executable)) ? 'python' : 'native';
}

/** Nothing for the kernel's threads, for processes of other users and for those that are gone. */
function executableOf(pid: number): string | undefined {
  try {
    // A Node that was replaced by an update goes on running.
    return readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '');
  } catch {
    return undefined;
  }
}

/** Seconds. */
function processorTime(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // pid (name) state …; the name may hold anything. utime and stime are the 14th and the 15th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return 0;
  }
}
