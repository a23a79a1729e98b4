import { at } from '../../model/at.ts';
import { categoryIndex } from '../../model/category.ts';
import type { Profile } from '../../model/profile.ts';
import { formatCount } from '../../text/formatCount.ts';
import { formatShare } from '../../text/formatShare.ts';
import { formatTime } from '../../text/formatTime.ts';
import { describeSite } from './describeSite.ts';
import type { Finding, LineText, Run } from './finding.ts';
import type { OwnSite } from './ownCode.ts';
import { servesRequests } from './servesRequests.ts';

/** Of the thread's whole time (µs); what works less than this share of it is there to wait. */
const least = { share: 0.5, time: 1_000_000, busy: 0.05 };

/** Shorter ones come between any two turns of the event loop. µs. */
const shortestGap = 1000;

/** Two gaps are two waits; from a few on they are a row of waits, one behind the other. */
const fewestGaps = 4;

/** Where the idle time of one thread may be the work of others, which is what it waits for. */
const mostElsewhere = 0.2;

const mostPairs = 3;

/** Between two pieces of own code, a thread had nothing to do. */
interface Gap {
  readonly before: OwnSite;
  readonly after: OwnSite;
  count: number;
  /** µs. */
  idle: number;
}

/** The program mostly waits, again and again between its own code: not for requests, timers or its own threads and processes. */
export function asyncGaps(run: Run): Finding[] {
  const { profile } = run;
  if (isMadeToWait(profile)) return [];
  const threads = threadTimes(profile);
  const allBusy = threads.reduce((sum, { busy }) => sum + busy, 0);
  return [...threads.entries()].flatMap(([thread, { busy, idle }]): Finding[] => {
    const whole = busy + idle;
    if (idle < Math.max(least.time, least.share * whole)) return [];
    if (allBusy - busy > mostElsewhere * idle || busy < least.busy * whole) return [];
    const gaps = gapsOf(run, thread)
      .filter(({ before, after }) => ![before, after].some(({ place }) => setsTimers(place.file, run.lineText)))
      .sort((a, b) => b.idle - a.idle);
    const waited = gaps.reduce((sum, gap) => sum + gap.idle, 0);
    const count = gaps.reduce((sum, gap) => sum + gap.count, 0);
    const [first] = gaps;
    if (first === undefined || count < fewestGaps || waited < Math.max(least.time, least.share * whole)) return [];
    const share = waited / whole;
    return [
      {
        id: 'asyncGaps',
        severity: 'information',
        title: `The program waits for ${formatShare(share)} of its time`,
        share,
        evidence: [
          `Between its own code it was idle ${formatCount(count)} times, ${formatTime(waited)} of ${formatTime(whole)} altogether.`,
          ...gaps
            .slice(0, mostPairs)
            .map(
              (gap) =>
                `${formatTime(gap.idle)} in ${formatCount(gap.count)} ${gap.count === 1 ? 'wait' : 'waits'} after ${describeSite(gap.before.place)}, before ${describeSite(gap.after.place)}.`,
            ),
        ],
        advice:
          'If one wait does not need the result of the other, start them together (Promise.all, or a few at a time) instead of one after the other; if it does, fetch more at once or keep what was fetched.',
        place: first.before.place,
        function: first.before.function,
      },
    ];
  });
}

/** Servers wait for requests, watchers for changes, prompts for people. */
function isMadeToWait(profile: Profile): boolean {
  const { functions } = profile;
  return (
    servesRequests(profile) ||
    functions.name.some((name, fn) =>
      /^node:net onconnection$|^node:internal\/fs\/(?:watchers|recursive_watch) |^node:internal\/readline\/|^node:tty /.test(
        `${at(functions.file, fn)} ${name}`,
      ),
    )
  );
}

interface ThreadTime {
  busy: number;
  idle: number;
}

function threadTimes({ threads, nodes, functions }: Profile): ThreadTime[] {
  const times = threads.map(() => ({ busy: 0, idle: 0 }));
  for (const [node, self] of nodes.self.entries()) {
    const isIdle = at(functions.category, at(nodes.function, node)) === categoryIndex.idle;
    at(times, at(nodes.thread, node))[isIdle ? 'idle' : 'busy'] += self;
  }
  return times;
}

/** A thread's idle time between two samples of own code, by the functions that these were in. */
function gapsOf({ profile, own }: Run, thread: number): Gap[] {
  const { samples, nodes, functions } = profile;
  const byTimer = timerNodes(profile);
  const gaps = new Map<string, Gap>();
  /** A node of own code, or of what it called; -1 before the first. */
  let before = -1;
  let idle = 0;
  for (const [row, node] of samples.node.entries()) {
    if (at(nodes.thread, node) !== thread) continue;
    if (at(functions.category, at(nodes.function, node)) === categoryIndex.idle) idle += at(samples.weight, row);
    const after = own.siteOf(node);
    if (after === undefined) continue;
    const from = before < 0 ? undefined : own.siteOf(before);
    if (from !== undefined && idle >= shortestGap && !at(byTimer, node)) {
      const key = `${from.function},${after.function}`;
      const gap = gaps.get(key) ?? { before: from, after, count: 0, idle: 0 };
      gap.count += 1;
      gap.idle += idle;
      gaps.set(key, gap);
    }
    before = node;
    idle = 0;
  }
  return [...gaps.values()];
}

/** By node, whether a timer called it: the program asked to sleep until then. */
function timerNodes({ nodes, functions }: Profile): boolean[] {
  const byTimer: boolean[] = [];
  for (const [node, fn] of nodes.function.entries()) {
    const parent = at(nodes.parent, node);
    const isTimer = at(functions.file, fn) === 'node:internal/timers';
    byTimer.push(isTimer || (parent >= 0 && at(byTimer, parent)));
  }
  return byTimer;
}

/** What awaits a timer runs without a frame of the timer's, so where a file sets timers nobody knows what it waited for. */
function setsTimers(file: string, lineText: LineText): boolean {
  for (let line = 1, text = lineText(file, line); text !== undefined; text = lineText(file, ++line)) {
    if (/\bset(?:Timeout|Interval)\b|timers\/promises|\b(?:sleep|delay)\(/.test(text)) return true;
  }
  return false;
}
