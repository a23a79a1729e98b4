import { activity, type Activity } from '../analysis/activity.ts';
import { bottomUp } from '../analysis/bottomUp.ts';
import type { BoxTable } from '../analysis/boxTable.ts';
import { filterProfile, type ProfileFilter } from '../analysis/filterProfile.ts';
import { functionTimes } from '../analysis/functionTimes.ts';
import type { Finding, LineText } from '../analysis/insights/finding.ts';
import { findings } from '../analysis/insights/findings.ts';
import { lineTimes } from '../analysis/lineTimes.ts';
import { sandwich, type Sandwich } from '../analysis/sandwich.ts';
import { threadTimeline, type ThreadTimeline } from '../analysis/threadTimeline.ts';
import { timeOrdered } from '../analysis/timeOrdered.ts';
import { at } from '../model/at.ts';
import { HeatlineError } from '../model/heatlineError.ts';
import type { Profile } from '../model/profile.ts';
import { diffContent, type DiffContent } from './diffContent.ts';

/** What a tab shows beyond what every tab has, laid out when it is looked at. */
export type TabRequest =
  | { readonly kind: 'timeline'; readonly thread: number }
  | { readonly kind: 'bottomUp' }
  | { readonly kind: 'sandwich'; readonly function: number }
  | { readonly kind: 'findings' }
  | { readonly kind: 'diff'; readonly normalized: boolean };

export type TabContent =
  | TimelineContent
  | { readonly kind: 'bottomUp'; readonly boxes: BoxTable }
  | ({ readonly kind: 'sandwich'; readonly function: number } & Sandwich)
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
  | DiffContent;

export interface TimelineContent {
  readonly kind: 'timeline';
  readonly thread: number;
  readonly boxes: BoxTable;
  /** Time of the boxes' 0, µs from the profile's first sample. */
  readonly offset: number;
  readonly activity: Activity;
  /** What was measured beside the stacks, where anything was. */
  readonly measured: ThreadTimeline | undefined;
}

/** More than a wide window has pixels. */
const intervals = 2000;

/** @param baseline what a diff is to. */
export function tabContent(
  profile: Profile,
  filter: ProfileFilter,
  request: TabRequest,
  lineText: LineText,
  baseline?: Profile,
): TabContent {
  switch (request.kind) {
    case 'timeline':
      return timeline(profile, filter, request.thread);
    case 'bottomUp':
      return { kind: 'bottomUp', boxes: bottomUp(filterProfile(profile, filter)) };
    case 'sandwich':
      return { ...request, ...sandwich(filterProfile(profile, filter), request.function) };
    case 'diff':
      if (baseline === undefined) throw new HeatlineError('There is no session to compare with.');
      return diffContent(baseline, profile, filter, request.normalized);
    case 'findings': {
      // Of the whole run: what stands out does not depend on what is looked at.
      const [times, lines] = [functionTimes(profile), lineTimes(profile)];
      return { kind: 'findings', findings: findings({ profile, times, lines, lineText }) };
    }
  }
}

/** A range is chosen on the time axis, so that what is outside of it must stay on it. */
function timeline(profile: Profile, { range: _, ...filter }: ProfileFilter, thread: number): TimelineContent {
  const filtered = filterProfile(profile, filter);
  return {
    kind: 'timeline',
    thread,
    boxes: timeOrdered(filtered, thread),
    offset: Math.max(0, firstTime(filtered, thread) - firstTime(profile)),
    activity: activity(profile, thread, intervals),
    measured: threadTimeline(profile, thread),
  };
}

function firstTime({ samples, nodes }: Profile, thread?: number): number {
  let first = Infinity;
  for (const [row, time] of samples.time.entries()) {
    if (thread === undefined || nodes.thread[at(samples.node, row)] === thread) first = Math.min(first, time);
  }
  return Number.isFinite(first) ? first : 0;
}
