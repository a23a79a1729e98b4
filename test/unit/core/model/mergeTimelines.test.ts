import assert from 'node:assert/strict';
import { at } from '../../../../src/core/model/at.ts';
import { mergeTimelines, mostMarkers } from '../../../../src/core/model/mergeTimelines.ts';
import { mostRows } from '../../../../src/core/model/thinRows.ts';
import { emptyTimeline, type Marker, type MarkerKind, type Timeline } from '../../../../src/core/model/timeline.ts';
import { pausesOf, timelineOf, trackOf } from '../timelineOf.ts';

describe('mergeTimelines', () => {
  it('makes one track of the parts of one, in their order, and keeps others apart', () => {
    const merged = mergeTimelines([
      timelineOf({ tracks: [trackOf('heapUsed', [3, 4], 200_000)] }),
      emptyTimeline,
      timelineOf({ tracks: [trackOf('heapUsed', [1, 2]), trackOf('rss', [9])] }),
      timelineOf({ tracks: [trackOf('rss', [7], 0, 2)] }),
    ]);
    assert.deepEqual(merged.tracks, [
      trackOf('heapUsed', [1, 2, 3, 4]),
      trackOf('rss', [9]),
      trackOf('rss', [7], 0, 2),
    ]);
  });

  it('gives back the only one that holds anything', () => {
    const only = timelineOf({ tracks: [trackOf('rss', [1])] });
    assert.equal(mergeTimelines([emptyTimeline, only]), only);
    assert.equal(mergeTimelines([emptyTimeline, emptyTimeline]), emptyTimeline);
  });

  it('stays small in a run of a day, and forgets neither a peak nor a dip', () => {
    let merged: Timeline = emptyTimeline;
    const rows = 600;
    for (let minute = 0; minute < 24 * 60; minute++) {
      const values = Array.from({ length: rows }, () => 50);
      if (minute === 100) values[300] = 1000;
      if (minute === 1000) values[10] = 1;
      const part = timelineOf({ tracks: [trackOf('rss', values, minute * 60e6)] });
      merged = mergeTimelines([merged, part]);
    }
    const { time, values } = at(merged.tracks, 0);
    assert.ok(time.length <= mostRows, String(time.length));
    assert.ok(time.length > mostRows / 8, String(time.length));
    const { rss = new Float64Array() } = values;
    const [peak, dip] = [rss.indexOf(1000), rss.indexOf(1)];
    // Within the interval that a row stands for.
    const near = (2 * 24 * 3600e6) / (mostRows / 4);
    assert.ok(Math.abs(at(time, peak) - 100.5 * 60e6) < near);
    assert.ok(Math.abs(at(time, dip) - 1000 * 60e6) < near);
    assert.deepEqual(time, time.slice().sort());
  });

  it('adds pauses up by kind where there are too many, and loses no time of them', () => {
    let merged: Timeline = emptyTimeline;
    for (let part = 0; part < 20; part++) {
      const rows = Array.from({ length: 1000 }, (_, row) => {
        const time = (part * 1000 + row) * 1000;
        return row % 10 === 0 ? ([1, time, 50] as const) : ([0, time, row === 5 ? 99 : 2] as const);
      });
      merged = mergeTimelines([merged, timelineOf({ pauses: [pausesOf(...rows)] })]);
    }
    const { kind, duration, longest, count } = at(merged.pauses, 0);
    assert.ok(kind.length <= mostRows, String(kind.length));
    const sum = (of: number, column: ArrayLike<number>): number =>
      kind.reduce((all, each, row) => all + (each === of ? at(column, row) : 0), 0);
    assert.equal(sum(0, count), 18_000);
    assert.equal(sum(1, count), 2000);
    assert.equal(sum(1, duration), 2000 * 50);
    assert.equal(sum(0, duration), 18_000 * 2 + 20 * 97);
    assert.equal(Math.max(...longest), 99);
  });

  it('keeps what the user did, however much the program says', () => {
    const marker = (kind: MarkerKind, time: number): Marker => ({ pid: 1, tid: 0, kind, name: kind, time });
    const said = Array.from({ length: 2 * mostMarkers }, (_, time) => marker('program', time));
    const { markers } = mergeTimelines([
      timelineOf({ markers: said }),
      timelineOf({ markers: [marker('snapshot', 5000), marker('user', 6000)] }),
    ]);
    assert.equal(markers.length, mostMarkers);
    assert.deepEqual(
      markers.slice(-2).map(({ kind }) => kind),
      ['snapshot', 'user'],
    );
  });
});
