import { setTimeout as delay } from 'node:timers/promises';
import { listeningPorts } from './attach/listeningPorts.ts';
import type { Recording } from './recording.ts';
import { requestUrl } from './requestUrl.ts';

const pollMs = 100;
/** Programs such as tsx start the one that does the work after themselves. */
const settleMs = 600;
const startMs = 60_000;

/**
 * The process of a recording that does the work: the one that answers at a URL, or the one that started last.
 * @throws HeatlineError when nobody answers in time.
 */
export async function servingProcess(recording: Recording, url: URL | undefined, ended: AbortSignal): Promise<number> {
  const deadline = performance.now() + startMs;
  if (url !== undefined) await untilAnswered(url, deadline, ended);
  let last = 0;
  let since = performance.now();
  for (;;) {
    const pids = recording.processes().flatMap(({ pid, ready }) => (ready ? [pid] : []));
    const newest = pids.find((pid) => url !== undefined && listensAt(pid, url)) ?? Math.max(0, ...pids);
    if (newest !== last) {
      last = newest;
      since = performance.now();
    }
    if (last > 0 && performance.now() - since >= settleMs) return last;
    await delay(pollMs, undefined, { signal: ended });
  }
}

async function untilAnswered(url: URL, deadline: number, ended: AbortSignal): Promise<void> {
  for (;;) {
    try {
      await requestUrl(url, ended);
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await delay(pollMs, undefined, { signal: ended });
  }
}

/** Known on Linux only. */
function listensAt(pid: number, { port, protocol }: URL): boolean {
  if (process.platform !== 'linux') return false;
  const wanted = Number(port === '' ? (protocol === 'https:' ? 443 : 80) : port);
  try {
    return listeningPorts(pid).some((listening) => listening.port === wanted);
  } catch {
    // It has ended.
    return false;
  }
}
