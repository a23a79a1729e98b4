import assert from 'node:assert/strict';
import { filterProfile, type ProfileFilter } from '../../../../src/core/analysis/filterProfile.ts';
import { functionTimes } from '../../../../src/core/analysis/functionTimes.ts';
import { leftHeavy } from '../../../../src/core/analysis/leftHeavy.ts';
import { lineTimes } from '../../../../src/core/analysis/lineTimes.ts';
import { parseQuery } from '../../../../src/core/analysis/query/parseQuery.ts';
import { readProfile } from '../../../../src/core/formats/formats.ts';
import { checkProfile } from '../../../../src/core/model/checkProfile.ts';
import { ProfileBuilder } from '../../../../src/core/model/builder.ts';
import { categoryIndex } from '../../../../src/core/model/category.ts';
import type { Profile } from '../../../../src/core/model/profile.ts';
import { weighed } from '../formats/profileFixtures.ts';
import { profileOf } from '../profileOf.ts';
import { drawn } from './drawn.ts';

const all: ProfileFilter = { thread: -1, hidden: [] };

/** What is left, without the boxes' places: `name width`. */
function left(profile: Profile, filter: Partial<ProfileFilter>): string[] {
  const filtered = filterProfile(profile, { ...all, ...filter });
  return drawn(filtered, leftHeavy(filtered)).map((row) => row.replace(/ \S+\+(\S+) \S+$/, ' $1'));
}

function queried(profile: Profile, text: string): string[] {
  const query = parseQuery(text);
  assert.deepEqual(query.errors, []);
  return left(profile, { query });
}

describe('filterProfile', () => {
  const profile = profileOf(
    'main@/a.js:1;lib@/node_modules/l.js:1;back@/a.js:1 2',
    'main@/a.js:1;(garbage collector) 3',
    'lib@/node_modules/l.js:1 4',
  );

  it('gives the time of hidden functions to their callers and drops stacks without any other', () => {
    const filtered = filterProfile(profile, { thread: -1, hidden: ['dependency'] });
    assert.deepEqual(drawn(filtered, leftHeavy(filtered)), [
      'main 0+5 0',
      '  (garbage collector) 0+3 3',
      '  back 3+2 2',
    ]);
  });

  it('drops the time of hidden garbage collection', () => {
    const filtered = filterProfile(profile, { thread: -1, hidden: ['gc', 'dependency'] });
    assert.deepEqual(drawn(filtered, leftHeavy(filtered)), ['main 0+2 0', '  back 0+2 2']);
  });

  it('shows the functions of a folder with all that they had others do', () => {
    assert.deepEqual(queried(profile, 'file:node_modules/'), ['lib 6']);
    assert.deepEqual(queried(profile, 'file:/A.js'), ['main 2', '  back 2']);
    assert.deepEqual(queried(profile, 'dep:l.js'), ['lib 6']);
    assert.deepEqual(queried(profile, '!dep:l.js !is:gc'), ['main 2', '  back 2']);
    assert.deepEqual(queried(profile, 'is:own name:/^b/'), ['back 2']);
  });

  it('compares weights as they are without the comparison', () => {
    const wide = profileOf('main;parse 5', 'main;draw 3', 'main 2', '(idle) 90');
    assert.deepEqual(queried(wide, 'self>=30%'), ['parse 5', 'draw 3']);
    assert.deepEqual(queried(wide, 'self < 3ms !is:idle'), ['main 10']);
    // The time of draw is main's, once draw is taken out.
    assert.deepEqual(queried(wide, 'self>=50% !draw'), ['main 10', '  parse 5']);
    assert.deepEqual(queried(wide, 'total>1MB'), []);
  });

  it('leaves everything to a query without terms', () => {
    assert.equal(filterProfile(profile, { ...all, query: parseQuery('nokey:x') }), profile);
  });

  it('roots stacks in the function in focus, wherever it was called', () => {
    const twice = profileOf('main;fib;fib;add 4', 'test;fib;add 2', 'main;draw 1', 'test;fib 1');
    const fib = twice.functions.name.indexOf('fib');
    assert.deepEqual(left(twice, { focus: fib }), ['fib 7', '  fib 4', '    add 4', '  add 2']);
    assert.deepEqual(left(twice, { focus: fib, hide: [fib], query: parseQuery('add') }), [
      'fib 7',
      '  fib 4',
      '    add 4',
      '  add 2',
    ]);
  });

  it('gives the time of functions taken out to their callers', () => {
    const hide = [profile.functions.name.indexOf('lib')];
    assert.deepEqual(left(profile, { hide }), ['main 5', '  (garbage collector) 3', '  back 2']);
  });

  it('cuts samples at the edges of a range', () => {
    const timed = profileOf('main;parse 4', 'main;draw 4', 'main;parse 4');
    assert.deepEqual(left(timed, { range: { from: 3000, to: 9000 } }), ['main 6', '  draw 4', '  parse 2']);
    assert.deepEqual(left(timed, { range: { from: 12_000, to: 20_000 } }), []);
    const { samples } = filterProfile(timed, { ...all, range: { from: 3000, to: 9000 } });
    assert.deepEqual([...samples.time], [3000, 4000, 8000]);
    assert.deepEqual([...samples.weight], [1000, 4000, 1000]);
  });

  it('keeps inlined weight as the samples of what it was inlined into', () => {
    const builder = new ProfileBuilder({ format: 'drawn', tool: 'test', unit: 'microseconds' });
    const fn = (name: string): number => builder.function({ name, file: '/a.js', line: 1, column: 1, category: 'own' });
    const outer = builder.node(-1, fn('outer'));
    const inlined = builder.node(outer, fn('inlined'));
    for (const time of [0, 1000, 2000, 3000]) builder.sample(outer, 1000, time);
    builder.weigh(outer, 3000, 3);
    builder.weigh(inlined, 1000, 1);
    builder.line(inlined, 7, 1000);
    const half = filterProfile(builder.finish(), { ...all, range: { from: 0, to: 2000 } });
    assert.deepEqual([...half.nodes.self], [1500, 500]);
    assert.deepEqual(
      lineTimes(half).map(({ line, self, count }) => [line, self, count]),
      [
        [1, 1500, 1.5],
        [7, 500, 0.5],
      ],
    );
  });

  it('leaves a profile without sample times whole', () => {
    const builder = new ProfileBuilder({ format: 'drawn', tool: 'test', unit: 'samples' });
    builder.weigh(
      builder.node(-1, builder.function({ name: 'f', file: '', line: 0, column: 0, category: 'own' })),
      3,
      3,
    );
    const profile = builder.finish();
    assert.equal(filterProfile(profile, { ...all, range: { from: 0, to: 1 } }), profile);
  });

  for (const fixture of weighed()) {
    it(`halves of ${fixture.id} add up to the whole, and only what was asked for is left`, () => {
      const whole = readProfile(fixture);
      const middle = whole.samples.time[whole.samples.time.length >> 1] ?? 0;
      const to = middle - (whole.samples.time[0] ?? 0);
      const halves = [
        { from: -Infinity, to },
        { from: to, to: Infinity },
      ].map((range) => functionTimes(filterProfile(whole, { ...all, range })).sum);
      const { sum } = functionTimes(whole);
      const timed = whole.samples.time.length > 0;
      assert.ok(Math.abs((halves[0] ?? 0) + (halves[1] ?? 0) - sum * (timed ? 1 : 2)) < sum * 1e-6);
      const own = filterProfile(whole, { ...all, query: parseQuery('is:own') });
      assert.deepEqual(checkProfile(own), []);
      const ofOwn = [...whole.nodes.function].filter((fn) => whole.functions.category[fn] === categoryIndex.own);
      assert.deepEqual(new Set(own.nodes.function), new Set(ofOwn));
    });
  }
});
