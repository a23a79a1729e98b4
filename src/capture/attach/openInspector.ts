import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import { listeningPorts, type Listening } from './listeningPorts.ts';
import { isNodeProcess } from './nodeProcesses.ts';

/** Where a program's inspector is reached. */
export interface InspectorEndpoint {
  readonly url: string;
  /**
   * `opened`: it was closed before, and has to be again; `found`: it was open; `debugged`: a debugger's proxy, which
   * shares its own connection.
   */
  readonly kind: 'opened' | 'found' | 'debugged';
  /** The process that has to answer, where the system does not say whose a port is. */
  readonly pid?: number;
}

const defaultPort = 9229;
/** A busy machine lets a process wait this long for its turn. */
const openMs = 5000;
const pollMs = 20;
const askMs = 500;

/**
 * Finds the inspector of a running Node process, or has the process open it.
 * @throws HeatlineError when there is no such process, or it cannot or may not be inspected.
 */
export async function openInspector(pid: number): Promise<InspectorEndpoint> {
  if (!isAlive(pid)) throw new HeatlineError(`There is no process ${pid}.`, 'It may have ended meanwhile.');
  if (!(await isNodeProcess(pid))) {
    throw new HeatlineError(`Process ${pid} is not a Node program.`, 'Choose the process that runs node itself.');
  }
  const linux = process.platform === 'linux';
  const ports = (): Listening[] => (linux ? portsOf(pid) : [{ host: '127.0.0.1', port: defaultPort }]);
  const owner = linux ? {} : { pid };
  const before = ports();
  const open = await firstInspector(before.filter(({ port }) => isUsual(port)));
  if (open !== undefined) return { url: open, kind: 'found', ...owner };
  signal(pid);
  const deadline = performance.now() + openMs;
  const known = new Set(linux ? before.map(({ port }) => port) : []);
  while (performance.now() < deadline) {
    const url = await firstInspector(ports().filter(({ port }) => !known.has(port)));
    if (url !== undefined) return { url, kind: 'opened', ...owner };
    if (!isAlive(pid)) throw endedEarly(pid);
    await delay(pollMs);
  }
  // It may have been open on an unusual port, where one asks a program's own server only when nothing else is left.
  const unusual = await firstInspector(before);
  if (unusual !== undefined) return { url: unusual, kind: 'found', ...owner };
  throw new HeatlineError(
    `Process ${pid} did not open its inspector: port ${defaultPort} may be taken, or the program handles SIGUSR1 itself.`,
    'Start it with --inspect=0, then attach again.',
  );
}

/** Where Node opens its inspector unless told otherwise, and where its own children get theirs. */
function isUsual(port: number): boolean {
  return port >= defaultPort && port < defaultPort + 20;
}

function portsOf(pid: number): Listening[] {
  try {
    return listeningPorts(pid);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EACCES' ? notOurs(pid, error) : endedEarly(pid);
  }
}

/** Node's way to say: open the inspector. It ends a program that does not listen for it. */
function signal(pid: number): void {
  if (process.platform === 'linux' && !catchesSignal(pid)) {
    throw new HeatlineError(
      `Process ${pid} does not listen for a debugger: it is starting, or runs with --disable-sigusr1.`,
      'Try again when it runs, or start it with --inspect=0.',
    );
  }
  try {
    if (process.platform === 'win32') (process as unknown as { _debugProcess(pid: number): void })._debugProcess(pid);
    else process.kill(pid, 'SIGUSR1');
  } catch (error) {
    throw notOurs(pid, error);
  }
}

const sigusr1 = 10;

function catchesSignal(pid: number): boolean {
  const [, mask = '0'] = /^SigCgt:\s*([\da-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return ((BigInt(`0x${mask}`) >> BigInt(sigusr1 - 1)) & 1n) === 1n;
}

function endedEarly(pid: number): HeatlineError {
  return new HeatlineError(`Process ${pid} ended before it could be measured.`);
}

function notOurs(pid: number, cause: unknown): HeatlineError {
  return new HeatlineError(`Process ${pid} belongs to another user.`, 'Attach as the user who started it.', cause);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function firstInspector(ports: readonly Listening[]): Promise<string | undefined> {
  const urls = await Promise.all(ports.map(inspectorAt));
  return urls.find((url) => url !== undefined);
}

/** The address for a debugger, when it is an inspector that listens there. */
async function inspectorAt({ host, port }: Listening): Promise<string | undefined> {
  try {
    const answer = await fetch(`http://${host}:${port}/json/list`, { signal: AbortSignal.timeout(askMs) });
    const [target] = (await answer.json()) as { readonly webSocketDebuggerUrl?: unknown }[];
    return typeof target?.webSocketDebuggerUrl === 'string' ? target.webSocketDebuggerUrl : undefined;
  } catch {
    return undefined;
  }
}
