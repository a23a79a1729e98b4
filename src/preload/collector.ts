/** A profile as V8 or an add-on gives it. */
export type RawProfile = object;

/** One way to measure the thread that it is called in. */
export interface Collector {
  /** Of its files, with the dot. */
  readonly extension: string;
  /** Whether parts, each started when the one before was stopped, add up to the whole. */
  readonly restarts: boolean;
  start(): void;
  stop(): RawProfile;
}
