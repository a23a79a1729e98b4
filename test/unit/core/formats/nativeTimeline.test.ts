// How the heap of a native program grew: what Massif and heaptrack wrote, against what the files say themselves.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { threadTimeline } from '../../../../src/core/analysis/threadTimeline.ts';
import { readProfile } from '../../../../src/core/formats/formats.ts';
import { writeCpuprofile } from '../../../../src/core/formats/writeCpuprofile.ts';
import type { Profile } from '../../../../src/core/model/profile.ts';
import { processTimelines } from '../../../../src/core/queries/processTimelines.ts';
import { inputOf } from '../inputOf.ts';

const massifFile = readFileSync('test/fixtures/valgrind/3.19/massif.out.1', 'utf8');
const heaptrackFile = gunzipSync(readFileSync('test/fixtures/heaptrack/1.4/heaptrack.memory.2.gz')).toString();

const read = (name: string, text: string): Profile => readProfile(inputOf(name, new TextEncoder().encode(text)));

function seriesOf(profile: Profile): Record<string, number[]> {
  const { series = [] } = threadTimeline(profile, 0) ?? {};
  return Object.fromEntries(series.map(({ metric, value }) => [metric, Array.from(value)]));
}

describe('The timeline of Massif', () => {
  const numbers = (key: string): number[] =>
    Array.from(massifFile.matchAll(new RegExp(`^${key}=(\\d+)$`, 'gm')), ([, value]) => Number(value));

  it('has each snapshot of the file, with what the allocator took on top, and marks the peak', () => {
    const profile = read('massif.out.4711', massifFile);
    const [heap, extra] = [numbers('mem_heap_B'), numbers('mem_heap_extra_B')];
    assert.ok(heap.length > 80);
    const total = heap.map((bytes, row) => bytes + (extra[row] ?? 0));
    assert.deepEqual(seriesOf(profile), { heapTotal: total, heapUsed: heap });
    const [track] = profile.timeline.tracks;
    assert.equal(track?.pid, 4711);
    assert.deepEqual(
      Array.from(track.time),
      numbers('time').map((ms) => ms * 1000),
    );
    assert.deepEqual(
      profile.timeline.markers.map(({ name, time }) => [name, time]),
      [['peak', 987_000]],
    );
    assert.deepEqual(
      processTimelines(profile).map(({ name, peakHeapUsed }) => [name, peakHeapUsed]),
      [['./memory leak', 98_034]],
    );
  });

  it('says what it counts where that is no time, also when it was written and read again', () => {
    for (const [unit, axis] of [
      ['i', 'instructions'],
      ['B', 'bytes'],
    ] as const) {
      const profile = read('massif.out.1', massifFile.replace('time_unit: ms', `time_unit: ${unit}`));
      assert.equal(profile.timeline.axis, axis);
      assert.equal(profile.timeline.tracks[0]?.time.at(-1), numbers('time').at(-1));
      assert.match(profile.notes.map(({ message }) => message).join(), new RegExp(`^The timeline counts .*${axis}`));
      const again = readProfile(inputOf('again.cpuprofile', new TextEncoder().encode(writeCpuprofile(profile))));
      assert.deepEqual(again.timeline, profile.timeline);
      assert.equal(threadTimeline(again, 0)?.axis, axis);
    }
  });

  it('has stacks where they were measured', () => {
    const profile = read('massif.out.1', massifFile.replace('mem_stacks_B=0', 'mem_stacks_B=800'));
    assert.equal(Math.max(...(seriesOf(profile)['stacks'] ?? [])), 800);
  });

  it('is not there where the unit is unknown or no time passed', () => {
    for (const broken of [
      massifFile.replace('time_unit: ms', 'time_unit: moons'),
      massifFile.replaceAll(/^time=\d+$/gm, 'time=5'),
    ])
      assert.deepEqual(read('massif.out.1', broken).timeline.tracks, []);
  });
});

describe('The timeline of heaptrack', () => {
  /** As if the program had taken longer: a time stamp and its RSS after each hundred of its lines. */
  const slow = heaptrackFile
    .split('\n')
    .filter((line) => !/^[cR] /.test(line))
    .flatMap((line, row) => (row % 100 === 99 ? [line, `c ${row.toString(16)}`, 'R 10'] : [line]))
    .join('\n');

  it('has what the heap held at its time stamps, none of which forgets a peak before it', () => {
    const profile = read('heaptrack.memory.4711.gz', slow);
    const { heapUsed = [], rss } = seriesOf(profile);
    assert.deepEqual(Array.from(profile.timeline.tracks[0]?.time ?? []), [99_000, 199_000, 299_000]);
    assert.equal(profile.timeline.tracks[0]?.pid, 4711);
    assert.deepEqual(
      rss,
      heapUsed.map(() => 16 * 4096),
    );
    const file = inputOf('heaptrack.memory.4711.gz', new TextEncoder().encode(slow));
    const atPeak = readProfile(file, { event: 'peak' });
    assert.equal(
      Math.max(...heapUsed),
      atPeak.nodes.self.reduce((sum, self) => sum + self, 0),
    );
  });

  it('leaves out times that go back, and says so', () => {
    const profile = read('heaptrack.memory.1.gz', slow.replace('c c7\n', 'c 1\n'));
    assert.equal(profile.timeline.tracks[0]?.time.length, 2);
    assert.match(profile.notes.map(({ message }) => message).join(), /^1 lines of the file are broken/);
  });

  it('is not there where a program ended at once', () => {
    assert.deepEqual(read('heaptrack.memory.2.gz', heaptrackFile).timeline.tracks, []);
  });
});
