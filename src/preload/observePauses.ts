import { constants, PerformanceObserver, performance, type PerformanceEntry } from 'node:perf_hooks';
import { pauseKinds, type PauseKind } from '../core/model/timeline.ts';
import { nowUs } from './nowUs.ts';

export interface Observed {
  /** Of the garbage collector. @param kind index into `pauseKinds`; times in µs. */
  readonly onPause: (kind: number, time: number, duration: number) => void;
  /** The program's `performance.mark()`. */
  readonly onMark: (name: string, time: number) => void;
}

/** Node's types leave out what entries of the collector have. */
type Entry = PerformanceEntry & { readonly detail?: { readonly kind?: number } };

const kinds: Readonly<Record<number, PauseKind>> = {
  [constants.NODE_PERFORMANCE_GC_MINOR]: 'scavenge',
  [constants.NODE_PERFORMANCE_GC_MAJOR]: 'mark-compact',
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: 'incremental marking',
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: 'weak callbacks',
};

/**
 * Hears of this thread's pauses and marks, which Node tells when the event loop turns.
 * @returns what tells those that are known and were not told yet, and what ends it.
 */
export function observePauses({ onPause, onMark }: Observed): {
  readonly flush: () => void;
  readonly stop: () => void;
} {
  // Entries count from the thread's own beginning.
  const origin = nowUs() - performance.now() * 1000;
  const tell = (entries: readonly PerformanceEntry[]): void => {
    for (const { entryType, name, startTime, duration, detail } of entries as readonly Entry[]) {
      const time = origin + startTime * 1000;
      if (entryType === 'mark') onMark(name, time);
      else {
        onPause(pauseKinds.indexOf(kinds[detail?.kind ?? 0] ?? 'other'), time, duration * 1000);
      }
    }
  };
  const observer = new PerformanceObserver((list) => {
    tell(list.getEntries());
  });
  observer.observe({ entryTypes: ['gc', 'mark'] });
  return {
    flush: () => {
      tell(observer.takeRecords());
    },
    stop: () => {
      observer.disconnect();
    },
  };
}
