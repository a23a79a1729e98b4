import type { MarkerKind } from '../core/model/timeline.ts';
import { callBefore } from './callBefore.ts';
import type { ProcessRows } from './processRows.ts';
import type { Measure, RecordedExtra } from './protocol.ts';
import { quiet } from './quiet.ts';
import { RunningSampler } from './runningSampler.ts';

/** The timeline of the thread that made it; that of the process, too, in its main thread. None of it ever throws. */
export interface ThreadSampler {
  start(): void;
  /** Takes a row now: for a thread that is too busy to do so itself. */
  sample(): void;
  mark(kind: MarkerKind, name: string): void;
  /** What there is since the last call; nothing while it is stopped. */
  take(): Pick<RecordedExtra, 'timeline'>;
  stop(): void;
}

/** @param processRows what the watchdog writes, in the main thread. */
export function sampleThread(measure: Measure, processRows?: ProcessRows): ThreadSampler {
  let running: RunningSampler | undefined;
  let followsConsole = false;
  return {
    start: quiet(() => {
      running = new RunningSampler(measure, processRows);
      if (followsConsole) return;
      followsConsole = true;
      callBefore(console, 'timeStamp', (_console, [label]: unknown[]) => {
        running?.mark('program', String(label));
      });
    }),
    sample: quiet(() => running?.sample()),
    mark: quiet((kind: MarkerKind, name: string) => running?.mark(kind, name)),
    take: () => {
      const timeline = quiet(() => running?.take())();
      return timeline === undefined ? {} : { timeline };
    },
    stop: quiet(() => {
      running?.stop();
      running = undefined;
    }),
  };
}
