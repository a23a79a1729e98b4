import type { SessionView } from '../src/protocol.ts';
import { threadLabel } from './threadLabel.ts';

/** A time-ordered chart is of one thread; while all are shown elsewhere, it is of the first. */
export function timelineThread({ filter }: SessionView): number {
  return Math.max(filter.thread, 0);
}

/** What a reader must know about it; empty when it is what was picked. */
export function timelineCaption(session: SessionView): string {
  const { threads, filter } = session;
  if (threads.length < 2 || filter.thread >= 0) return '';
  return `Only ${threadLabel(threads[0], 0)} is shown in order of time. Pick a thread above to see another.`;
}
