import { functionInput } from '../model/appendProfile.ts';
import { at } from '../model/at.ts';
import { ProfileBuilder } from '../model/builder.ts';
import { categoryName, type Category } from '../model/category.ts';
import type { Profile } from '../model/profile.ts';
import { tierName } from '../model/tier.ts';
import { cutToRange, type TimeRange } from './cutToRange.ts';
import { matchFunctions, matchThreads } from './query/matchQuery.ts';
import type { Query } from './query/query.ts';

export interface ProfileFilter {
  /** Index into `profile.threads`; -1 keeps all. */
  readonly thread: number;
  /** Kinds of frames to take out. */
  readonly hidden: readonly Category[];
  /** Functions to take out. */
  readonly hide?: readonly number[];
  /** Only stacks through this function, beginning with it; stacks in which it calls itself begin with the first call. */
  readonly focus?: number;
  /** Frames that do not match are taken out. */
  readonly query?: Query;
  /** Only what was sampled then. */
  readonly range?: TimeRange;
}

/** Frames of these kinds are no code that a function called: taken out, their time is gone instead of being their caller's. */
const notCalled: readonly Category[] = ['gc', 'program', 'idle'];

/**
 * The profile without some threads, times and frames. The time of frames that are taken out goes to whoever called them: a
 * query `file:src/` shows the functions of these files with all that they had others do. A stack with nothing left of it is
 * left out. The function in focus always stays. Functions keep their numbers.
 */
export function filterProfile(profile: Profile, filter: ProfileFilter): Profile {
  const { range, ...frames } = filter;
  const cut = range === undefined ? profile : cutToRange(profile, range);
  return keepsAll(frames) ? cut : withFrames(cut, frames);
}

function keepsAll({ thread, hidden, hide = [], focus, query }: ProfileFilter): boolean {
  const terms = query?.terms ?? [];
  return thread < 0 && hidden.length === 0 && hide.length === 0 && focus === undefined && terms.length === 0;
}

function withFrames(profile: Profile, filter: ProfileFilter): Profile {
  const { functions, nodes, samples, lines, calls, tiers, remarks, threads } = profile;
  const builder = new ProfileBuilder(profile);
  for (const known of threads) builder.thread(known);
  for (let fn = 0; fn < functions.name.length; fn++) builder.function(functionInput(profile, fn));
  const keeps = keptFunctions(profile, filter);
  const target = addNodes(builder, profile, { ...filter, keeps });
  for (const [row, node] of samples.node.entries()) {
    const to = at(target, node);
    if (to >= 0) builder.sample(to, at(samples.weight, row), at(samples.time, row));
  }
  for (const [node, self] of nodes.self.entries()) {
    const to = at(target, node);
    if (to >= 0 && self > 0) builder.weigh(to, self, at(nodes.count, node));
  }
  for (const [row, node] of lines.node.entries()) {
    const to = at(target, node);
    // The lines of a function that is taken out are not its caller's: that weight stays on no line.
    if (to >= 0 && keeps(at(nodes.function, node)))
      builder.line(to, at(lines.line, row), at(lines.weight, row), at(lines.column, row));
  }
  for (const [row, node] of tiers.node.entries()) {
    const to = at(target, node);
    if (to >= 0 && keeps(at(nodes.function, node)))
      builder.tier(to, tierName(at(tiers.tier, row)), at(tiers.weight, row));
  }
  for (const remark of remarks) if (keeps(remark.function)) builder.remark(remark);
  for (const [row, caller] of calls.caller.entries()) builder.call(caller, at(calls.callee, row), at(calls.line, row));
  builder.timeline(profile.timeline);
  for (const note of profile.notes) builder.note(note.kind, note.message);
  return builder.finish();
}

function keptFunctions(profile: Profile, filter: ProfileFilter): (fn: number) => boolean {
  const { hidden, hide = [], focus, query } = filter;
  const hiddenFunctions = new Set(hide);
  const matches = query === undefined ? () => true : matchFunctions(weighedProfile(profile, filter, query), query);
  return (fn) => fn === focus || (!hidden.includes(categoryOf(profile, fn)) && !hiddenFunctions.has(fn) && matches(fn));
}

/** Where a query's weights are read: in what everything but they leaves, as that is what a user sees before adding them. */
function weighedProfile(profile: Profile, filter: ProfileFilter, { terms, errors }: Query): Profile {
  const others = terms.filter(({ test }) => test.kind !== 'weight');
  if (others.length === terms.length) return profile;
  return filterProfile(profile, { ...filter, query: { terms: others, errors } });
}

type NodeFilter = ProfileFilter & { readonly keeps: (fn: number) => boolean };

/** Where each node's weight goes: a node of the new profile, or -1. */
function addNodes(builder: ProfileBuilder, profile: Profile, { thread, focus, query, keeps }: NodeFilter): Int32Array {
  const { nodes, threads } = profile;
  const matches = query === undefined ? () => true : matchThreads(profile, query);
  const keepsThread = threads.map((_, index) => (thread < 0 || thread === index) && matches(index));
  const target = new Int32Array(nodes.parent.length).fill(-1);
  const isInside = new Uint8Array(nodes.parent.length);
  // Where a node is called in what is left of its callers; of what a function called that is taken out, where that was.
  const callLine = nodes.callLine.slice();
  const callColumn = nodes.callColumn.slice();
  for (const [node, parent] of nodes.parent.entries()) {
    const fn = at(nodes.function, node);
    if (!at(keepsThread, at(nodes.thread, node))) continue;
    if (focus !== undefined && fn !== focus && (parent < 0 || at(isInside, parent) === 0)) continue;
    isInside[node] = 1;
    const caller = parent < 0 ? -1 : at(target, parent);
    if (parent >= 0 && !keeps(at(nodes.function, parent))) {
      callLine[node] = at(callLine, parent);
      callColumn[node] = at(callColumn, parent);
    }
    const [line, column] = caller < 0 ? [0, 0] : [at(callLine, node), at(callColumn, node)];
    if (keeps(fn)) {
      const kept = builder.node(caller, fn, at(nodes.thread, node), line, column);
      if (at(nodes.inlined, node) === 1) builder.markInlined(kept);
      target[node] = kept;
    } else if (!notCalled.includes(categoryOf(profile, fn))) target[node] = caller;
  }
  return target;
}

function categoryOf({ functions }: Profile, fn: number): Category {
  return categoryName(at(functions.category, fn));
}
