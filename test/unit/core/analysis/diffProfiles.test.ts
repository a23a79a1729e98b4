import assert from 'node:assert/strict';
import { diffLeftHeavy } from '../../../../src/core/analysis/diffLeftHeavy.ts';
import { diffProfiles } from '../../../../src/core/analysis/diffProfiles.ts';
import { leftHeavy } from '../../../../src/core/analysis/leftHeavy.ts';
import { lineChanges } from '../../../../src/core/analysis/lineChanges.ts';
import { pairFiles } from '../../../../src/core/analysis/pairFiles.ts';
import { pairFunctions } from '../../../../src/core/analysis/pairFunctions.ts';
import { readProfile } from '../../../../src/core/formats/formats.ts';
import { at } from '../../../../src/core/model/at.ts';
import { ProfileBuilder } from '../../../../src/core/model/builder.ts';
import type { Profile } from '../../../../src/core/model/profile.ts';
import { weighed } from '../formats/profileFixtures.ts';
import { profileOf } from '../profileOf.ts';

/** `stack` that many times, each a sample of a millisecond. */
function times(count: number, stack: string): string[] {
  return Array.from({ length: count }, () => `${stack} 1`);
}

/** `name before>after`, self in ms, `!` where significant; sorted by name. */
function changes(before: Profile, after: Profile, normalized: boolean): string[] {
  return diffProfiles(before, after, { normalized })
    .functions.map(({ functionBefore, functionAfter, ...change }) => {
      const name = functionAfter >= 0 ? after.functions.name[functionAfter] : before.functions.name[functionBefore];
      const mark = change.significant.self ? '!' : '';
      return `${name} ${change.before.self / 1000}>${change.after.self / 1000}${mark}`;
    })
    .sort();
}

/** A function at each line, `name@file:line`, with a sample on its second line. */
function functionsAt(...places: readonly string[]): Profile {
  const builder = new ProfileBuilder({ format: 'drawn', tool: 'test', unit: 'microseconds' });
  for (const place of places) {
    const [, name = '', file = '', line = ''] = /^(.*)@(.*):(\d+)$/.exec(place) ?? [];
    const node = builder.node(-1, builder.function({ name, file, line: Number(line), column: 1, category: 'own' }));
    builder.weigh(node, 1000, 1);
    builder.line(node, Number(line) + 1, 1000);
  }
  return builder.finish();
}

describe('diffProfiles', () => {
  const before = profileOf(...times(500, 'main;parse'), ...times(500, 'main;draw'));
  const slower = profileOf(...times(1000, 'main;parse'), ...times(500, 'main;draw'));

  it('tells what grew from chance', () => {
    const noise = profileOf(...times(520, 'main;parse'), ...times(490, 'main;draw'));
    assert.deepEqual(changes(before, noise, true), ['draw 500>490', 'main 0>0', 'parse 500>520']);
    assert.deepEqual(changes(before, slower, true), ['draw 500>500!', 'main 0>0', 'parse 500>1000!']);
  });

  it('compares weights where it is told to', () => {
    assert.deepEqual(changes(before, slower, false), ['draw 500>500', 'main 0>0', 'parse 500>1000!']);
    const [, parse] = diffProfiles(before, slower, { normalized: false }).functions;
    assert.deepEqual(parse?.delta, { self: 500_000, total: 500_000 });
  });

  it('knows what is new and what is gone', () => {
    const other = profileOf(...times(500, 'main;parse'), ...times(500, 'main;log'));
    assert.deepEqual(changes(before, other, true), ['draw 500>0!', 'log 0>500!', 'main 0>0', 'parse 500>500']);
  });

  it('refuses profiles of different units with one sentence', () => {
    const bytes = new ProfileBuilder({ format: 'drawn', tool: 'test', unit: 'bytes' }).finish();
    assert.throws(() => diffProfiles(before, bytes, { normalized: true }), /in microseconds, the other in bytes/);
  });

  it('follows lines that moved with their function', () => {
    const { lines } = diffProfiles(functionsAt('f@/a.js:10', 'g@/a.js:20'), functionsAt('f@/a.js:12', 'h@/a.js:30'), {
      normalized: true,
    });
    assert.deepEqual(
      lines.map(({ lineBefore, lineAfter, delta }) => [lineBefore, lineAfter, delta.self]),
      [
        [11, 13, 0],
        [21, 0, -0.5],
        [0, 31, 0.5],
      ],
    );
  });

  for (const fixture of weighed()) {
    it(`finds no difference between ${fixture.id} and itself`, () => {
      const profile = readProfile(fixture);
      const diff = diffProfiles(profile, profile, { normalized: true });
      assert.ok(diff.functions.length > 0);
      for (const { delta, significant } of [...diff.functions, ...diff.lines])
        assert.deepEqual(
          [delta, significant],
          [
            { self: 0, total: 0 },
            { self: false, total: false },
          ],
        );
      const boxes = diffLeftHeavy(profile, profile, { normalized: true });
      assert.deepEqual(boxes.before, boxes.width);
      assert.deepEqual(boxes.width, leftHeavy(profile).width);
    });
  }
});

describe('lineChanges', () => {
  it('gives an editor the shares of each line of the later profile', () => {
    const diff = diffProfiles(
      profileOf(...times(500, 'f@/old/src/a.js:3'), ...times(500, 'f@/old/src/a.js:4')),
      profileOf(...times(900, 'f@/new/src/a.js:3'), ...times(100, 'f@/new/src/a.js:5')),
      { normalized: true },
    );
    assert.deepEqual(
      [...lineChanges(diff, 'self')],
      [
        [
          '/new/src/a.js',
          [
            { line: 3, before: 0.5, after: 0.9, significant: true },
            { line: 5, before: 0, after: 0.1, significant: true },
          ],
        ],
      ],
    );
  });
});

describe('pairFunctions', () => {
  const paired = (before: readonly string[], after: readonly string[]): string[] => {
    const [left, right] = [functionsAt(...before), functionsAt(...after)];
    return Array.from(
      pairFunctions(left, right),
      ([a, b]) => `${at(left.functions.line, a)}>${at(right.functions.line, b)}`,
    );
  };

  it('takes functions of one name in their order', () => {
    assert.deepEqual(paired(['f@/a.js:10', 'f@/a.js:20'], ['f@/a.js:20', 'f@/a.js:30']), ['10>20', '20>30']);
  });

  it('takes those on the same line first when one is new', () => {
    assert.deepEqual(paired(['f@/a.js:10', 'f@/a.js:20'], ['f@/a.js:5', 'f@/a.js:10', 'f@/a.js:20']), [
      '10>10',
      '20>20',
    ]);
  });

  it('keeps functions of one name in different files apart', () => {
    assert.deepEqual(paired(['f@/a.js:1'], ['f@/b.js:1']), []);
  });
});

describe('pairFiles', () => {
  it('takes the same path, else the longest common end', () => {
    const before = ['/v1/src/a/index.js', '/v1/src/b/index.js', 'node:fs', '', '/gone.js', '/same.js'];
    const after = ['/v2/x/src/b/index.js', '/v2/x/src/a/index.js', 'node:fs', '', '/new.js', '/same.js'];
    assert.deepEqual(
      [...pairFiles(before, after)],
      [
        ['node:fs', 'node:fs'],
        ['', ''],
        ['/same.js', '/same.js'],
        ['/v1/src/a/index.js', '/v2/x/src/a/index.js'],
        ['/v1/src/b/index.js', '/v2/x/src/b/index.js'],
      ],
    );
  });

  it('does not take one package for another', () => {
    assert.deepEqual([...pairFiles(['/a/node_modules/one/index.js'], ['/b/node_modules/two/index.js'])], []);
  });
});

describe('diffLeftHeavy', () => {
  it('is the later flame graph with what the boxes were before', () => {
    const before = profileOf('main;parse 4', 'main;draw 2', 'old 4');
    const after = profileOf('main;parse 10', 'main;log 6', 'main;draw 4');
    const { width, before: was, ...boxes } = diffLeftHeavy(before, after, { normalized: true });
    assert.deepEqual(
      Array.from(boxes.function, (fn, row) => [at(after.functions.name, fn), at(width, row), at(was, row)]),
      [
        ['main', 20_000, 12_000],
        ['parse', 10_000, 8000],
        ['log', 6000, 0],
        ['draw', 4000, 4000],
      ],
    );
    const absolute = diffLeftHeavy(before, after, { normalized: false });
    assert.deepEqual([...absolute.before], [6000, 4000, 0, 2000]);
  });
});
