import assert from 'node:assert/strict';
import { readProfile } from '../../../../src/core/formats/formats.ts';
import { report } from '../../../../src/core/queries/report.ts';
import { inputOf } from '../inputOf.ts';

type Span = readonly [ph: string, name: string, ts: number, dur?: number];

/** Self and total of each name, and the notes' kinds. */
function read(spans: readonly Span[], cut = 0): { readonly times: Record<string, string>; readonly notes: string[] } {
  const events = spans.map(([ph, name, ts, dur]) => ({ ph, name, ts, dur, pid: 1, tid: 1, cat: 'x' }));
  const text = JSON.stringify(events);
  const profile = readProfile(inputOf('a.json', new TextEncoder().encode(text.slice(0, text.length - cut))));
  const times = report(profile, { limit: 0 }).functions.map(
    ({ name, self, total }) => [name, `${self}/${total}`] as const,
  );
  return { times: Object.fromEntries(times), notes: profile.notes.map(({ kind }) => kind) };
}

describe('Spans of a Chrome trace', () => {
  it('are in each other, in whatever order they are written', () => {
    const { times, notes } = read([
      ['X', 'inner', 20, 30],
      ['X', 'outer', 0, 100],
      ['B', 'begun', 60],
      ['E', 'begun', 90],
    ]);
    assert.deepEqual(times, { outer: '40/100', inner: '30/30', begun: '30/30' });
    assert.deepEqual(notes, []);
  });

  it('that overlap are cut off, and said to be', () => {
    const { times, notes } = read([
      ['X', 'first', 0, 50],
      ['X', 'late', 40, 30],
    ]);
    assert.deepEqual(times, { first: '40/50', late: '10/10' });
    assert.deepEqual(notes, ['bad-data']);
  });

  it('without a beginning or an end, and asynchronous ones, are said to be missing', () => {
    const { times, notes } = read([
      ['E', 'ended', 5],
      ['X', 'whole', 10, 10],
      ['B', 'begun', 30],
      ['b', 'request', 30],
    ]);
    assert.deepEqual(times, { whole: '10/10' });
    assert.deepEqual(notes, ['bad-data', 'bad-data']);
  });

  it('are read up to where the file ends', () => {
    const { times, notes } = read(
      [
        ['X', 'whole', 0, 10],
        ['X', 'cut', 20, 10],
      ],
      20,
    );
    assert.deepEqual(times, { whole: '10/10' });
    assert.deepEqual(notes, ['lost-part']);
  });
});
