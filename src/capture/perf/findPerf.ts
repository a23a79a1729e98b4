import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { release, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { installCommand } from '../installCommand.ts';
import type { Missing } from '../tool.ts';
import { recordOptions } from './recordOptions.ts';

/** A perf that has just recorded something. */
export interface FoundPerf {
  readonly state: 'found';
  readonly version: string;
  /** What it may count: see `events`. */
  readonly event: string;
}

/**
 * Processor time, in hardware or not: every machine has it, and its unit is what everybody asks for. The second leaves the
 * kernel out, which is all that `perf_event_paranoid` 2 permits.
 */
const events = ['cpu-clock', 'cpu-clock:u'];

/** Ten times what it takes on a slow machine. */
const probeMs = 10_000;

let lastFound: Promise<FoundPerf | Missing> | undefined;

/** Whether perf can measure here: it is asked to, once; again when it could not, as that may have been mended. */
export async function findPerf(env: NodeJS.ProcessEnv): Promise<FoundPerf | Missing> {
  lastFound ??= probe(env);
  const found = await lastFound;
  if (found.state === 'missing') lastFound = undefined;
  return found;
}

async function probe(env: NodeJS.ProcessEnv): Promise<FoundPerf | Missing> {
  if (process.platform !== 'linux') return missingElsewhere(process.platform);
  const asked = await runPerf(['--version'], env);
  const [, version] = /perf version (\S+)/.exec(asked.output) ?? [];
  if (version === undefined) return asked.started ? missingForKernel() : notInstalled();
  const directory = mkdtempSync(path.join(tmpdir(), 'heatline-'));
  try {
    let output = '';
    for (const event of events) {
      const options = recordOptions({ event, frequency: 99, callGraph: 'fp', file: path.join(directory, 'perf.data') });
      const recorded = await runPerf([...options, '--', 'true'], env);
      if (recorded.succeeded) return { state: 'found', version, event };
      ({ output } = recorded);
    }
    return missingPermission({
      paranoid: Number(readOr('/proc/sys/kernel/perf_event_paranoid', '0')),
      inContainer: isInContainer(),
      said: output,
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

interface Ran {
  readonly started: boolean;
  readonly succeeded: boolean;
  /** Both streams. */
  readonly output: string;
}

async function runPerf(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ran> {
  try {
    const { stdout, stderr } = await promisify(execFile)('perf', args, { env, timeout: probeMs });
    return { started: true, succeeded: true, output: stdout + stderr };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string };
    return { started: code !== 'ENOENT' && code !== 'EACCES', succeeded: false, output: stdout + stderr };
  }
}

function notInstalled(): Missing {
  const ubuntu = `linux-tools-common linux-tools-${release()}`;
  const mend = installCommand('perf', { debian: 'linux-perf', ubuntu });
  return { state: 'missing', reason: 'perf is not installed.', mend };
}

/** Ubuntu's `perf` is a script that looks for the one of the running kernel. */
function missingForKernel(): Missing {
  const mend = `sudo apt-get install linux-tools-${release()}`;
  return { state: 'missing', reason: `There is no perf for the running kernel, ${release()}.`, mend };
}

function missingElsewhere(platform: string): Missing {
  const system = platform === 'darwin' ? 'macOS' : platform === 'win32' ? 'Windows' : platform;
  return {
    state: 'missing',
    reason: `perf exists on Linux only: on ${system}, Heatline measures Node programs, and shows native profiles from Linux.`,
    mend: 'record in a Linux machine, container or WSL 2, and open the perf.data here',
  };
}

export interface Refusal {
  /** The kernel's `perf_event_paranoid`: https://docs.kernel.org/admin-guide/sysctl/kernel.html#perf-event-paranoid. */
  readonly paranoid: number;
  readonly inContainer: boolean;
  /** By perf. */
  readonly said: string;
}

/** What stands in the way of a perf that is installed. */
export function missingPermission({ paranoid, inContainer, said }: Refusal): Missing {
  // Above 2, which only Debian's and its children's kernels know, nobody but root may measure at all.
  if (paranoid > 2) {
    const reason = `The kernel lets nobody but root use perf (kernel.perf_event_paranoid is ${paranoid}).`;
    return { state: 'missing', reason, mend: 'sudo sysctl kernel.perf_event_paranoid=1' };
  }
  if (/not (implemented|supported)/i.test(said)) {
    const reason = 'The kernel has no performance events, as in some sandboxes.';
    return { state: 'missing', reason, mend: installCommand('valgrind') };
  }
  if (inContainer) {
    const reason = 'This container may not use perf: its seccomp profile forbids perf_event_open.';
    return { state: 'missing', reason, mend: 'docker run --cap-add PERFMON --security-opt seccomp=unconfined …' };
  }
  const [line = 'it gives no reason'] = said.split('\n').filter((each) => !/^(Error:)?\s*$/.test(each));
  return { state: 'missing', reason: `perf cannot record here: ${line.trim()}.`, mend: 'perf record -- true' };
}

/** Container engines other than Docker and Podman leave no file, but all filter system calls: seccomp(2). */
function isInContainer(): boolean {
  const isFiltered = /^Seccomp:\s*2$/m.test(readOr('/proc/self/status', ''));
  return isFiltered || existsSync('/.dockerenv') || existsSync('/run/.containerenv');
}

function readOr(file: string, fallback: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return fallback;
  }
}
