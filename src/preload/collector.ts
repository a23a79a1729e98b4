/** A profile as V8 or an add-on gives it. */
export type RawProfile = object;

/** One way to measure the thread that it is called in. */
export interface Collector {
  /** Of its files, with the dot. */
  readonly extension: string;
  /** Whether it may be stopped and started again, each part being a profile of its own. */
  readonly restarts: boolean;
  start(): void;
  /** All that was measured so far, while measuring goes on. */
  readonly peek?: () => RawProfile;
  stop(): RawProfile;
}
