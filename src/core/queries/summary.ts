import { functionTimes, type FunctionTimes } from '../analysis/functionTimes.ts';
import { lineTimes, type LineTime } from '../analysis/lineTimes.ts';
import { at } from '../model/at.ts';
import { categoryIndex, type Category } from '../model/category.ts';
import type { Profile } from '../model/profile.ts';
import { effectiveSamples } from '../stats/effectiveSamples.ts';
import { memoryErrors, type ErrorReport } from './memoryErrors.ts';

/**
 * A profile without its call tree and samples: what an editor needs at hand for every line that it draws. A few MB where
 * the profile has gigabytes, so it crosses from thread to thread; the rest is asked for.
 */
export interface Summary {
  readonly profile: ProfileHead;
  readonly times: FunctionTimes;
  readonly lines: readonly LineTime[];
  /** What the band of a share is reckoned from; undefined where that is not known. */
  readonly effectiveSamples: number | undefined;
  /** Weights of what is no function's code. */
  readonly apart: Readonly<Record<Apart, number>>;
  /** Profiled files as they were when they ran, as far as that is known. */
  readonly texts: ReadonlyMap<string, string>;
}

type Apart = Extract<Category, 'gc' | 'program' | 'idle'>;

export type ProfileHead = Pick<Profile, 'format' | 'tool' | 'unit' | 'event' | 'functions' | 'threads' | 'notes'> & {
  /** Whether samples have times, so that a time-ordered chart exists. */
  readonly timed: boolean;
  /** What a checker of memory found; absent where nobody checked. */
  readonly memoryErrors?: readonly ErrorReport[];
  /** Whether memory, processor and the like were measured over time. */
  readonly measured: boolean;
  /** Whether it holds no stack at all. */
  readonly empty: boolean;
};

export function summarize(profile: Profile, texts: ReadonlyMap<string, string> = new Map()): Summary {
  const { format, tool, unit, event, functions, threads, notes } = profile;
  return {
    profile: {
      format,
      tool,
      unit,
      event,
      functions,
      threads,
      notes,
      timed: profile.samples.node.length > 0,
      ...(profile.memoryErrors && { memoryErrors: memoryErrors(profile) ?? [] }),
      measured: profile.timeline.tracks.length > 0,
      empty: profile.nodes.parent.length === 0,
    },
    times: functionTimes(profile),
    lines: lineTimes(profile),
    effectiveSamples: effectiveSamples(profile),
    apart: { gc: weightOf(profile, 'gc'), program: weightOf(profile, 'program'), idle: weightOf(profile, 'idle') },
    texts,
  };
}

function weightOf({ nodes, functions }: Profile, category: Category): number {
  const isIn = (node: number): boolean => at(functions.category, at(nodes.function, node)) === categoryIndex[category];
  return nodes.self.reduce((sum, weight, node) => (isIn(node) ? sum + weight : sum), 0);
}
