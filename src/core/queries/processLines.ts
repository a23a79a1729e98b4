import { formatBytes } from '../text/formatBytes.ts';
import { formatCount } from '../text/formatCount.ts';
import { formatTime } from '../text/formatTime.ts';
import type { ProcessTimeline } from './processTimelines.ts';

/** More would be longer than what they are about. */
const mostProcesses = 5;

/** The timelines of processes for a terminal, a line each: `memory: RSS up to 312 MB, …`. */
export function processLines(processes: readonly ProcessTimeline[]): string[] {
  const more = processes.length - mostProcesses;
  return [
    ...processes.slice(0, mostProcesses).map((process) => {
      const whose = processes.length > 1 ? ` of ${process.name} (pid ${process.pid})` : '';
      return `memory${whose}: ${describe(process)}`;
    }),
    ...(more > 0 ? [`memory of ${more} more with less`] : []),
  ];
}

function describe({ peakRss, peakPss, peakHeapUsed, peakExternal, worstLoopDelay, pauses }: ProcessTimeline): string {
  const peaks = [
    ['RSS', peakRss],
    ['PSS', peakPss],
    ['heap', peakHeapUsed],
    ['external', peakExternal],
  ] as const;
  const memory = peaks.flatMap(([name, bytes]) => (bytes === undefined ? [] : [`${name} up to ${formatBytes(bytes)}`]));
  const gc = pauses.map(({ kind, count, duration }) => `${formatTime(duration)} in ${formatCount(count)} × ${kind}`);
  return [
    memory.join(', '),
    ...(gc.length === 0 ? [] : [`garbage collection ${gc.join(', ')}`]),
    ...(worstLoopDelay === undefined ? [] : [`event loop late by up to ${formatTime(worstLoopDelay)}`]),
  ].join('; ');
}
