import assert from 'node:assert/strict';
import { bottomUp } from '../../../../src/core/analysis/bottomUp.ts';
import type { BoxTable } from '../../../../src/core/analysis/boxTable.ts';
import { filterProfile } from '../../../../src/core/analysis/filterProfile.ts';
import { functionTimes } from '../../../../src/core/analysis/functionTimes.ts';
import { sandwich } from '../../../../src/core/analysis/sandwich.ts';
import { readProfile } from '../../../../src/core/formats/formats.ts';
import { at } from '../../../../src/core/model/at.ts';
import { ProfileBuilder } from '../../../../src/core/model/builder.ts';
import type { Profile } from '../../../../src/core/model/profile.ts';
import { fixtures } from '../formats/profileFixtures.ts';
import { randomNumbers } from '../formats/randomNumbers.ts';
import { profileOf } from '../profileOf.ts';
import { drawn } from './drawn.ts';

/** Width by function of the boxes at depth 0. */
function rootsOf(profile: Profile, boxes: BoxTable): Float64Array {
  const widths = new Float64Array(profile.functions.name.length);
  for (const [row, fn] of boxes.function.entries()) if (at(boxes.depth, row) === 0) widths[fn] = at(boxes.width, row);
  return widths;
}

/** Every box is as wide as its own weight and its children. */
function assertAddsUp({ width, self, parent }: BoxTable): void {
  const sums = Float64Array.from(self);
  for (const [row, up] of parent.entries()) if (up >= 0) sums[up] = at(sums, up) + at(width, row);
  for (const [row, sum] of sums.entries()) assert.ok(Math.abs(sum - at(width, row)) <= 1e-6 * sum);
}

function assertNear(actual: Float64Array, expected: Float64Array): void {
  for (const [fn, value] of actual.entries()) assert.ok(Math.abs(value - at(expected, fn)) <= 1e-6 * value);
}

describe('bottomUp', () => {
  it('stands callers on the functions that samples ended in', () => {
    const profile = profileOf('main;parse;read 3', 'main;read 1', 'test;parse;read 2', 'main 1', 'main;parse 1');
    assert.deepEqual(drawn(profile, bottomUp(profile)), [
      'read 0+6 0',
      '  parse 0+5 0',
      '    main 0+3 3',
      '    test 3+2 2',
      '  main 5+1 1',
      'main 6+1 1',
      'parse 7+1 0',
      '  main 7+1 1',
    ]);
  });

  it('shows a function that calls itself as its own caller', () => {
    const profile = profileOf('main;fib;fib 3', 'main;fib 1');
    assert.deepEqual(drawn(profile, bottomUp(profile)), ['fib 0+4 0', '  fib 0+3 0', '    main 0+3 3', '  main 3+1 1']);
  });

  it('draws nothing of an empty profile', () => {
    assert.equal(bottomUp(profileOf()).function.length, 0);
  });

  it('leaves out the callers of the lightest parts of a profile that is too large', () => {
    const random = randomNumbers(3);
    const builder = new ProfileBuilder({ format: 'drawn', tool: 'test', unit: 'microseconds' });
    const fns = Array.from({ length: 30 }, (_, index) =>
      builder.function({ name: `f${index}`, file: '', line: 0, column: 0, category: 'own' }),
    );
    const made = [-1];
    for (let count = 0; count < 100_000; count++) {
      const node = builder.node(at(made, random(made.length)), at(fns, random(30)));
      builder.weigh(node, 1 + random(1000), 1);
      made.push(node);
    }
    const profile = builder.finish();
    const boxes = bottomUp(profile);
    assertAddsUp(boxes);
    assertNear(rootsOf(profile, boxes), functionTimes(profile).self);
    assert.ok(boxes.function.length < 60_000, `${boxes.function.length} boxes`);
    assert.ok(Math.max(...boxes.depth) > 2);
  });

  for (const fixture of fixtures) {
    it(`adds up for ${fixture.id}`, () => {
      const profile = withoutIdle(readProfile(fixture));
      const boxes = bottomUp(profile);
      assertAddsUp(boxes);
      assertNear(rootsOf(profile, boxes), functionTimes(profile).self);
    });
  }
});

describe('sandwich', () => {
  it('merges all that a function called, and all that called it', () => {
    const profile = profileOf('main;parse;read;get 3', 'main;read;get 1', 'test;read 2', 'main;draw 4');
    const { callers, callees } = sandwich(profile, profile.functions.name.indexOf('read'));
    assert.deepEqual(drawn(profile, callees), ['read 0+6 2', '  get 0+4 4']);
    assert.deepEqual(drawn(profile, callers), [
      'read 0+6 0',
      '  parse 0+3 0',
      '    main 0+3 3',
      '  test 3+2 2',
      '  main 5+1 1',
    ]);
  });

  it('counts recursion once', () => {
    const profile = profileOf('main;fib;fib;fib 3', 'main;fib 1', 'test;fib;add;fib 2');
    const { callers, callees } = sandwich(profile, profile.functions.name.indexOf('fib'));
    assert.deepEqual(drawn(profile, callees), [
      'fib 0+6 1',
      '  fib 0+3 0',
      '    fib 0+3 3',
      '  add 3+2 0',
      '    fib 3+2 2',
    ]);
    assert.deepEqual(drawn(profile, callers), ['fib 0+6 0', '  main 0+4 4', '  test 4+2 2']);
  });

  for (const fixture of fixtures) {
    it(`is as wide as every function's total in ${fixture.id}`, () => {
      const profile = withoutIdle(readProfile(fixture));
      const { total } = functionTimes(profile);
      for (const fn of profile.functions.name.keys()) {
        const { callers, callees } = sandwich(profile, fn);
        for (const boxes of [callers, callees]) {
          assertAddsUp(boxes);
          assert.ok(Math.abs(at(rootsOf(profile, boxes), fn) - at(total, fn)) <= 1e-6 * at(total, fn));
        }
      }
    });
  }
});

function withoutIdle(profile: Profile): Profile {
  return filterProfile(profile, { thread: -1, hidden: ['idle'] });
}
