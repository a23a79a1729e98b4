import type { HeapEvent } from '../core/model/heapEvent.ts';

/** A profile as V8 or an add-on gives it. */
export type RawProfile = object;

/** One way to measure the thread that it is called in. */
export interface Collector {
  /** Of its files, with the dot. */
  readonly extension: string;
  /** What of memory it counts. */
  readonly event?: HeapEvent;
  start(): void;
  /** Ends a part and begins the next; absent where parts do not add up to the whole. */
  readonly rotate?: () => RawProfile;
  stop(): RawProfile;
}
