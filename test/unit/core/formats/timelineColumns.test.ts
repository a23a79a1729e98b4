import assert from 'node:assert/strict';
import { readProfile } from '../../../../src/core/formats/formats.ts';
import { readTimeline, writeTimeline } from '../../../../src/core/formats/timelineColumns.ts';
import { writeCpuprofile } from '../../../../src/core/formats/writeCpuprofile.ts';
import { writeHeapprofile } from '../../../../src/core/formats/writeHeapprofile.ts';
import { checkProfile } from '../../../../src/core/model/checkProfile.ts';
import { mergeProfiles } from '../../../../src/core/model/mergeProfiles.ts';
import { emptyTimeline } from '../../../../src/core/model/timeline.ts';
import { inputOf } from '../inputOf.ts';
import { profileOf } from '../profileOf.ts';
import { pausesOf, timelineOf, trackOf } from '../timelineOf.ts';

const timeline = timelineOf({
  tracks: [trackOf('rss', [5e6, 6e6]), trackOf('loopDelay', [0, 500_000.5], 200)],
  pauses: [pausesOf([0, 100, 20], [1, 300, 400])],
  markers: [{ pid: 1, tid: 0, kind: 'snapshot', name: 'after "boot"', time: 150 }],
});

describe('A timeline', () => {
  const profile = { ...profileOf('main;parse 3', 'main;draw 1'), timeline };

  for (const [name, tool] of [
    ['V8’s', 'v8'],
    ['others’', 'perf'],
  ]) {
    it(`comes back from a .cpuprofile of ${name}`, () => {
      const written = writeCpuprofile({ ...profile, tool: tool ?? '' });
      const read = readProfile(inputOf('a.cpuprofile', new TextEncoder().encode(written)));
      assert.deepEqual(read.timeline, timeline);
      assert.deepEqual(checkProfile(read), []);
    });
  }

  it('comes back from a .heapprofile', () => {
    const written = writeHeapprofile({ ...profile, unit: 'bytes' });
    assert.deepEqual(readProfile(inputOf('a.heapprofile', new TextEncoder().encode(written))).timeline, timeline);
  });

  it('is merged with its profile', () => {
    const later = timelineOf({ tracks: [trackOf('rss', [7e6], 200_000)] });
    const { tracks } = mergeProfiles([profile, { ...profile, timeline: later }]).timeline;
    assert.deepEqual(tracks[0], trackOf('rss', [5e6, 6e6, 7e6]));
  });

  it('is not written where there is none', () => {
    assert.equal(writeTimeline(emptyTimeline), undefined);
    assert.doesNotMatch(writeCpuprofile(profileOf('main 1')), /timeline/);
  });

  it('keeps what is sound of a broken one', () => {
    const read = readTimeline({
      tracks: [
        { pid: 1, tid: 0, time: [300_000, 0, 'x', 100_000], values: { rss: [4, 2, 3, null, 8], secret: [1] } },
        { pid: 1, tid: 0, time: [], values: { rss: [] } },
        { time: { length: 1e9 }, values: 7 },
        null,
      ],
      pauses: [{ pid: 1, kind: [99, 0], time: [1, -5], duration: [2, 3], longest: [2, 3], count: [1, 1] }, 'pause'],
      markers: [
        { kind: 'party', time: 1 },
        { kind: 'user', time: 'now' },
        { kind: 'user', time: 7, name: 9 },
      ],
    });
    assert.deepEqual(read, {
      tracks: [{ pid: 1, tid: 0, time: Float64Array.of(0, 300_000), values: { rss: Float64Array.of(2, 4) } }],
      pauses: [pausesOf([4, 1, 2])],
      markers: [{ pid: 0, tid: 0, kind: 'user', name: '', time: 7 }],
    });
    for (const broken of [undefined, null, 7, 'x', [], { tracks: 1, pauses: {}, markers: 'x' }]) {
      assert.deepEqual(readTimeline(broken), emptyTimeline);
    }
  });
});
