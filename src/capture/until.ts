import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 20;

/** Waits until something holds, but no longer than this. */
export async function until(holds: () => boolean, ms: number): Promise<void> {
  const end = performance.now() + ms;
  while (!holds() && performance.now() < end) await delay(pollMs);
}
