import assert from 'node:assert/strict';
import { typesBy } from '../../../../src/core/analysis/typesBy.ts';
import { readProfile } from '../../../../src/core/formats/formats.ts';
import { writeHeapprofile } from '../../../../src/core/formats/writeHeapprofile.ts';
import { at } from '../../../../src/core/model/at.ts';
import { checkProfile } from '../../../../src/core/model/checkProfile.ts';
import { HeatlineError } from '../../../../src/core/model/heatlineError.ts';
import type { Profile } from '../../../../src/core/model/profile.ts';
import { inputOf } from '../inputOf.ts';
import { snapshotOf } from '../snapshotOf.ts';

/**
 * `login` allocated a Session and, through the built-in `set`, the table of a Map that was there before; `load` a buffer with
 * its data outside of the heap, and garbage.
 */
function drawn(more: object = {}): object {
  const [root, map, table, session, buffer, data] = [0, 1, 2, 3, 4, 5];
  return snapshotOf({
    nodes: [
      { name: '', type: 'synthetic', size: 0 },
      { name: 'Map', size: 32 },
      { name: '', type: 'array', size: 400, trace: 4 },
      { name: 'Session', size: 24, trace: 3 },
      { name: 'ArrayBuffer', size: 96, trace: 5 },
      { name: 'system / JSArrayBufferData', type: 'native', size: 10_000 },
    ],
    edges: [
      [root, map, 'sessions'],
      [map, table, 'table', 'internal'],
      [table, session, 1, 'element'],
      [root, buffer, 'kept'],
      [buffer, data, 'backing_store', 'internal'],
    ],
    functions: [
      ...[1, '(root)', '', 0, 0, 0],
      ...[2, 'main', 'file:///app/main.js', 3, 1, 1],
      ...[3, 'login', 'file:///app/main.js', 3, 4, 15],
      ...[4, 'set', '', 0, 0, 0],
      ...[5, 'load', 'file:///app/main.js', 3, 9, 14],
    ],
    more: {
      trace_tree: [1, 0, 0, 0, [2, 1, 1, 8, [3, 2, 2, 48, [4, 3, 3, 700, []], 5, 4, 9, 1000, []]]],
      ...more,
    },
  });
}

function read(file: object, event?: string): Profile {
  const input = inputOf('drawn.heaptimeline', Buffer.from(JSON.stringify(file)));
  const profile = readProfile(input, event === undefined ? undefined : { event });
  assert.deepEqual(checkProfile(profile), []);
  return profile;
}

/** `login 748: Map 400 in 0, Session 24 in 1`, of functions that weigh something. */
function drawProfile(profile: Profile): string[] {
  const { nodes, functions } = profile;
  const types = typesBy(profile, (node) => node);
  return Array.from(nodes.self.keys())
    .filter((node) => at(nodes.self, node) > 0)
    .map((node) => {
      const found = (types.get(node) ?? []).map(({ name, weight, count }) => ` ${name} ${weight} in ${count}`);
      return `${at(functions.name, at(nodes.function, node))} ${at(nodes.self, node)}:${found.join(',')}`;
    })
    .sort();
}

describe('A heap snapshot with allocation tracking', () => {
  it('is a profile of what was allocated, with types of what lives; built-in functions allocate for their callers', () => {
    const profile = read(drawn());
    assert.deepEqual([profile.unit, profile.event], ['bytes', 'allocated']);
    assert.deepEqual(drawProfile(profile), [
      'load 11000: ArrayBuffer 10096 in 1',
      'login 748: Map 400 in 0, Session 24 in 1',
      'main 8:',
    ]);
    assert.match(profile.notes[0]?.message ?? '', /outside of V8’s heap/);
  });

  it('is one of what lives, and of numbers of objects', () => {
    assert.deepEqual(drawProfile(read(drawn(), 'live')), [
      'load 10096: ArrayBuffer 10096 in 1',
      'login 424: Map 400 in 0, Session 24 in 1',
    ]);
    const allocations = read(drawn(), 'allocations');
    assert.equal(allocations.unit, 'events');
    assert.deepEqual(drawProfile(allocations), ['load 9: ArrayBuffer 1 in 1', 'login 5: Session 1 in 1', 'main 1:']);
    assert.deepEqual(drawProfile(read(drawn(), 'live-objects')), [
      'load 1: ArrayBuffer 1 in 1',
      'login 1: Session 1 in 1',
    ]);
    assert.throws(() => read(drawn(), 'Ir'), /has not counted Ir/);
  });

  it('has functions with their places, and what the recorder knows besides', () => {
    const heatline = {
      version: 1,
      thread: { name: 'main.js', pid: 7, tid: 0 },
      scripts: [{ file: 'file:///app/main.js', source: 'main();' }],
    };
    const { functions, threads, scripts } = read(drawn({ heatline }));
    const login = functions.name.indexOf('login');
    assert.deepEqual(
      [at(functions.file, login), at(functions.line, login), at(functions.column, login)],
      ['/app/main.js', 4, 15],
    );
    assert.deepEqual(threads, [{ name: 'main.js', pid: 7, tid: 0 }]);
    assert.deepEqual(scripts, [{ file: '/app/main.js', source: 'main();' }]);
  });

  it('keeps types and scripts as a session', () => {
    const heatline = { version: 1, scripts: [{ file: 'file:///app/main.js', source: 'main();' }] };
    const profile = read(drawn({ heatline }));
    const again = readProfile(inputOf('kept.heapprofile', Buffer.from(writeHeapprofile(profile))));
    assert.deepEqual(drawProfile(again), drawProfile(profile));
    assert.deepEqual(again.scripts, profile.scripts);
    assert.equal(again.event, 'allocated');
  });

  it('keeps what else was counted beside it, to be chosen', () => {
    const [allocated, live] = [read(drawn()), read(drawn(), 'live')];
    const input = inputOf('kept.heapprofile', Buffer.from(writeHeapprofile(allocated, [live])));
    assert.deepEqual(readProfile(input).events, ['allocated', 'live']);
    assert.deepEqual(drawProfile(readProfile(input)), drawProfile(allocated));
    const again = readProfile(input, { event: 'live' });
    assert.deepEqual(drawProfile(again), drawProfile(live));
    assert.deepEqual(again.notes, live.notes);
    assert.throws(() => readProfile(input, { event: 'Ir' }), /has not counted Ir/);
  });

  it('says when V8 has lost the stacks of what lives', () => {
    const [root, before, traced, moved] = [0, 1, 2, 3];
    const file = snapshotOf({
      nodes: [
        { name: '', type: 'synthetic', size: 0, id: 1 },
        { name: 'Before', size: 5000, id: 3 },
        { name: 'Traced', size: 300, id: 5, trace: 2 },
        { name: 'Moved', size: 700, id: 7 },
      ],
      edges: [
        [root, before, 'a'],
        [root, traced, 'b'],
        [root, moved, 'c'],
      ],
      functions: [...[1, '(root)', '', 0, 0, 0], ...[2, 'main', 'file:///app/main.js', 3, 1, 1]],
      more: { trace_tree: [1, 0, 0, 0, [2, 1, 2, 1000, []]] },
    });
    assert.match(read(file).notes[0]?.message ?? '', /^Of 1 kB that .* lost the stacks of 700 B,/);
    assert.ok(!read(drawn()).notes.some(({ message }) => message.includes('lost')));
  });

  it('without any trace is no profile', () => {
    const plain = snapshotOf({ nodes: [{ name: '', type: 'synthetic' }], edges: [] });
    assert.throws(() => read(plain), HeatlineError);
  });
});
