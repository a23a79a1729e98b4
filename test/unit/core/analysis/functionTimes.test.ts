import assert from 'node:assert/strict';
import { functionTimes } from '../../../../src/core/analysis/functionTimes.ts';
import { at } from '../../../../src/core/model/at.ts';
import type { Profile } from '../../../../src/core/model/profile.ts';
import { profileOf } from '../profileOf.ts';

/** `name self/total`, in ms. */
function timesOf(profile: Profile): string[] {
  const { self, total } = functionTimes(profile);
  return profile.functions.name.map((name, fn) => `${name} ${at(self, fn) / 1000}/${at(total, fn) / 1000}`);
}

describe('functionTimes', () => {
  it('gives callers the time of their callees', () => {
    assert.deepEqual(timesOf(profileOf('main;parse;read 3', 'main;parse 2', 'main 1')), [
      'main 1/6',
      'parse 2/5',
      'read 3/3',
    ]);
  });

  it('counts a recursive function once a stack', () => {
    assert.deepEqual(timesOf(profileOf('main;fib;fib;fib 3', 'main;fib;fib 2', 'main;fib 1')), ['main 0/6', 'fib 6/6']);
  });

  it('counts mutual recursion once a stack', () => {
    assert.deepEqual(timesOf(profileOf('even;odd;even;odd 4', 'even 1')), ['even 1/5', 'odd 4/4']);
  });

  it('leaves idle time out of everything', () => {
    const profile = profileOf('main 3', '(idle) 97');
    assert.deepEqual(timesOf(profile), ['main 3/3', '(idle) 0/0']);
    assert.equal(functionTimes(profile).sum, 3000);
    assert.equal(functionTimes(profile).samples, 1);
  });

  it('walks a stack of 100,000 frames without recursion', () => {
    const frames = Array.from({ length: 100_000 }, (_, depth) => `f${depth % 50}`);
    const { total, sum } = functionTimes(profileOf(`${frames.join(';')} 7`));
    assert.ok(total.every((weight) => weight === sum));
  });
});
