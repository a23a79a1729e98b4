import { functionTimes, type FunctionTimes } from '../analysis/functionTimes.ts';
import { lineTimes, type LineTime } from '../analysis/lineTimes.ts';
import type { Profile } from '../model/profile.ts';

/**
 * A profile without its call tree and samples: what an editor needs at hand for every line that it draws. A few MB where
 * the profile has gigabytes, so it crosses from thread to thread; the rest is asked for.
 */
export interface Summary {
  readonly profile: ProfileHead;
  readonly times: FunctionTimes;
  readonly lines: readonly LineTime[];
  /** Profiled files as they were when they ran, as far as that is known. */
  readonly texts: ReadonlyMap<string, string>;
}

export type ProfileHead = Pick<Profile, 'format' | 'tool' | 'unit' | 'functions' | 'threads' | 'notes'> & {
  /** Whether samples have times, so that a time-ordered chart exists. */
  readonly timed: boolean;
  /** Whether it holds no stack at all. */
  readonly empty: boolean;
};

export function summarize(profile: Profile, texts: ReadonlyMap<string, string> = new Map()): Summary {
  const { format, tool, unit, functions, threads, notes } = profile;
  return {
    profile: {
      format,
      tool,
      unit,
      functions,
      threads,
      notes,
      timed: profile.samples.node.length > 0,
      empty: profile.nodes.parent.length === 0,
    },
    times: functionTimes(profile),
    lines: lineTimes(profile),
    texts,
  };
}
