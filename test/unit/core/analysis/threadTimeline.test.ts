import assert from 'node:assert/strict';
import { threadTimeline } from '../../../../src/core/analysis/threadTimeline.ts';
import { ProfileBuilder } from '../../../../src/core/model/builder.ts';
import type { Profile } from '../../../../src/core/model/profile.ts';
import { processLines } from '../../../../src/core/queries/processLines.ts';
import { processTimelines } from '../../../../src/core/queries/processTimelines.ts';
import { pausesOf, timelineOf, trackOf } from '../timelineOf.ts';

/** A process with a worker, whose first sample begins at 1 s; the main thread is busy for 100 ms, then idle for as long. */
function profile(): Profile {
  const builder = new ProfileBuilder({ format: 'drawn', tool: 'test', unit: 'microseconds' });
  builder.thread({ name: 'app.js', pid: 1, tid: 0 });
  builder.thread({ name: 'app.js (worker 3)', pid: 1, tid: 3 });
  const add = (name: string, category: 'own' | 'idle', time: number): void => {
    const node = builder.node(-1, builder.function({ name, file: '', line: 0, column: 0, category }));
    builder.weigh(node, 100_000, 1);
    builder.sample(node, 100_000, time);
  };
  add('main', 'own', 1e6);
  add('(idle)', 'idle', 1.1e6);
  builder.timeline(
    timelineOf({
      tracks: [
        trackOf('rss', [50e6, 70e6], 1e6),
        trackOf('heapUsed', [5e6, 9e6], 1e6),
        trackOf('loopDelay', [0, 1234], 1e6),
        { ...trackOf('heapUsed', [2e6], 1.1e6), tid: 3 },
      ],
      pauses: [pausesOf([0, 1.05e6, 700], [0, 1.06e6, 300], [1, 1.1e6, 5000])],
      markers: [
        { pid: 1, tid: 0, kind: 'snapshot', name: 'a', time: 1.02e6 },
        { pid: 1, tid: 0, kind: 'program', name: 'b', time: 1.03e6 },
      ],
    }),
  );
  return builder.finish();
}

describe('threadTimeline', () => {
  const metricsOf = (thread: number) =>
    threadTimeline(profile(), thread)?.series.map(({ metric, time, value }) => [metric, time[0], value.at(-1)]);

  it('says who measured it', () => {
    const sourceOf = (tool: string) => threadTimeline({ ...profile(), tool }, 0)?.source;
    assert.deepEqual(['v8', 'perf', 'massif'].map(sourceOf), ['Node', '/proc', 'massif']);
  });

  it('counts from the first sample, and has how busy the thread was', () => {
    const main = threadTimeline(profile(), 0);
    assert.deepEqual(metricsOf(0)?.slice(0, 3), [
      ['rss', 0, 70e6],
      ['heapUsed', 0, 9e6],
      ['loopDelay', 0, 1234],
    ]);
    const busy = main?.series.find(({ metric }) => metric === 'loopUtilization');
    assert.deepEqual([busy?.value[0], busy?.value.at(-1)], [1, 0]);
    assert.deepEqual([...(main?.pauses.time ?? [])], [50_000, 60_000, 100_000]);
    assert.deepEqual(
      main?.markers.map(({ name, time }) => [name, time]),
      [
        ['a', 20_000],
        ['b', 30_000],
      ],
    );
  });

  it('has what is of the process, and done to it, for each of its threads', () => {
    assert.deepEqual(metricsOf(1), [
      ['rss', 0, 70e6],
      ['heapUsed', 100_000, 2e6],
    ]);
    const worker = threadTimeline(profile(), 1);
    assert.equal(worker?.pauses.time.length, 0);
    assert.deepEqual(
      worker.markers.map(({ name }) => name),
      ['a'],
    );
  });

  it('is nothing where nothing was measured', () => {
    assert.equal(threadTimeline({ ...profile(), timeline: timelineOf({}) }, 0), undefined);
  });

  it('is summed up in a line', () => {
    assert.deepEqual(processLines(processTimelines(profile())), [
      'memory: RSS up to 70 MB, heap up to 9 MB; garbage collection 1 ms in 2 × scavenge, 5 ms in 1 × mark-compact; event loop late by up to 1.23 ms',
    ]);
    const other = { ...trackOf('rss', [99e6], 1e6, 2) };
    const both = processTimelines({
      ...profile(),
      timeline: timelineOf({ tracks: [...profile().timeline.tracks, other] }),
    });
    assert.deepEqual(
      both.map(({ pid, name, peakRss }) => [pid, name, peakRss]),
      [
        [2, '', 99e6],
        [1, 'app.js', 70e6],
      ],
    );
  });
});
