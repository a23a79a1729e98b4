import assert from 'node:assert/strict';
import { readProfile } from '../../../../src/core/formats/formats.ts';
import { checkProfile } from '../../../../src/core/model/checkProfile.ts';
import { inputOf } from '../inputOf.ts';
import { profileOf } from '../profileOf.ts';

const root = { id: 1, callFrame: { functionName: '(root)', url: '' }, children: [2] };
const work = { id: 2, callFrame: { functionName: 'work', url: '/src/work.js', lineNumber: 1 } };
/** Two of them are no number any more. */
const huge = 1.5e308;

/** Files in which something is sound, and some of the numbers are the largest there are: each by its name. */
const files: Readonly<Record<string, object | string>> = {
  'deltas.cpuprofile': { nodes: [root, work], samples: [2, 2, 2, 2], timeDeltas: [5, huge, huge, 10], endTime: huge },
  'start.cpuprofile': { nodes: [root, work], samples: [2, 2], timeDeltas: [5, 10], startTime: huge, endTime: huge },
  'hits.cpuprofile': {
    nodes: [root, { ...work, hitCount: huge }, { ...work, id: 3, hitCount: 2 }],
    endTime: 100,
  },
  'ticks.cpuprofile': {
    nodes: [root, { ...work, positionTicks: [1, 2, 3].map((line) => ({ line, ticks: huge })) }],
    samples: [2, 2],
    timeDeltas: [5, 10],
  },
  'tiers.cpuprofile': {
    nodes: [root, work],
    samples: [2, 2],
    timeDeltas: [5, 10],
    heatline: { positions: { tiers: { node: [2, 2], tier: [1, 1], ticks: [huge, huge] } } },
  },
  'addOn.cpuprofile': { typeId: 'CPU', nodes: [root, work], samples: [2, 2, 2], timeDeltas: [5, huge, huge] },
  'sizes.heapprofile': {
    head: {
      ...root,
      selfSize: 0,
      children: [
        { ...work, selfSize: huge },
        { ...work, selfSize: huge },
        { ...work, selfSize: 8 },
      ].map((node) => ({ ...node, children: [] })),
    },
  },
  'samples.speedscope.json': speedscope({ type: 'sampled', samples: [[0], [0], [0]], weights: [huge, huge, 1] }),
  'events.speedscope.json': speedscope({
    type: 'evented',
    events: [
      ...[-huge, 0].map((at) => ({ type: 'O', frame: 0, at })),
      ...[huge, 10].map((at) => ({ type: 'C', frame: 0, at })),
    ],
    endValue: huge,
  }),
  'trace.json': {
    traceEvents: [
      [-huge, huge],
      [huge, huge],
      [0, 10],
    ].map(([ts, dur]) => ({ name: 'work', ph: 'X', ts, dur, pid: 1, tid: 1 })),
  },
  'dhat-heap.json': {
    dhatFileVersion: 2,
    ftbl: ['[root]', '0x1: work (work.c:3)'],
    pps: [huge, huge, 8].map((tb) => ({ tb, fs: [1] })),
  },
  'stacks.collapsed': `main;work 3\nmain;work ${huge}\nmain;work ${huge}\n`,
  'script.perf.txt': ['1', '9'.repeat(400)]
    .flatMap((period) =>
      ['1.000001', `${'9'.repeat(400)}.0`].map((time) => `app 1 ${time}: ${period} cycles: 10 work (/app)`),
    )
    .join('\n'),
};

function speedscope(profile: object): object {
  return {
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    shared: { frames: [{ name: 'work' }] },
    profiles: [{ name: 'main', unit: 'seconds', startValue: 0, endValue: 1, ...profile }],
  };
}

describe('Numbers that nothing measured', () => {
  for (const [name, content] of Object.entries(files)) {
    it(`are left out of ${name}`, () => {
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      const profile = readProfile(inputOf(name, new TextEncoder().encode(text)));
      assert.deepEqual(checkProfile(profile), []);
      const weight = profile.nodes.self.reduce((sum, self) => sum + self, 0);
      assert.ok(weight < 1e9, `it weighs ${weight}`);
    });
  }

  it('are told of', () => {
    const text = JSON.stringify(files['deltas.cpuprofile']);
    const { notes, nodes } = readProfile(inputOf('a.cpuprofile', new TextEncoder().encode(text)));
    assert.deepEqual(notes, [
      { kind: 'bad-data', message: '2 samples name no known call or no time and were left out.' },
    ]);
    assert.deepEqual([...nodes.self], [10]);
    assert.deepEqual([...nodes.count], [2]);
  });

  it('make no sound profile', () => {
    const profile = profileOf('main;work 3');
    const { nodes, samples } = profile;
    for (const wrong of [NaN, Infinity, -1]) {
      assert.notDeepEqual(checkProfile({ ...profile, nodes: { ...nodes, count: nodes.count.map(() => wrong) } }), []);
      assert.notDeepEqual(checkProfile({ ...profile, nodes: { ...nodes, self: nodes.self.map(() => wrong) } }), []);
    }
    const timeless = { ...samples, time: samples.time.map(() => Infinity) };
    assert.notDeepEqual(checkProfile({ ...profile, samples: timeless }), []);
  });
});
