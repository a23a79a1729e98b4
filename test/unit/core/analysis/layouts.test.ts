import assert from 'node:assert/strict';
import { callersAndCallees } from '../../../../src/core/analysis/callersAndCallees.ts';
import { leftHeavy } from '../../../../src/core/analysis/leftHeavy.ts';
import { timeOrdered } from '../../../../src/core/analysis/timeOrdered.ts';
import { at } from '../../../../src/core/model/at.ts';
import { profileOf } from '../profileOf.ts';
import { drawn } from './drawn.ts';

describe('leftHeavy', () => {
  it('merges equal stacks and puts the heaviest callee leftmost', () => {
    const profile = profileOf('main;draw 1', 'main;parse;read 3', 'main;draw 1', 'main 2', 'gc 9');
    assert.deepEqual(drawn(profile, leftHeavy(profile)), [
      'gc 0+9 9',
      'main 9+7 2',
      '  parse 9+3 0',
      '    read 9+3 3',
      '  draw 12+2 2',
    ]);
  });

  it('lays out 100,000 frames above each other', () => {
    const profile = profileOf(`${Array.from({ length: 100_000 }, (_, depth) => `f${depth}`).join(';')} 1`);
    const boxes = leftHeavy(profile);
    assert.equal(boxes.depth.at(-1), 99_999);
  });

  it('draws nothing of an empty profile', () => {
    assert.equal(leftHeavy(profileOf()).function.length, 0);
  });
});

describe('timeOrdered', () => {
  it('keeps a function open while it stays on the stack', () => {
    const profile = profileOf('main;parse 1', 'main;parse;read 2', 'main;draw 3', 'main;parse 4');
    assert.deepEqual(drawn(profile, timeOrdered(profile, 0)), [
      'main 0+10 0',
      '  parse 0+3 1',
      '    read 1+2 2',
      '  draw 3+3 3',
      '  parse 6+4 4',
    ]);
  });
});

describe('callersAndCallees', () => {
  it('weighs both sides once a stack', () => {
    const profile = profileOf('main;fib;fib;add 4', 'main;fib 1', 'test;fib;add 2');
    const names = (list: readonly { function: number; weight: number }[]): string[] =>
      list.map((each) => `${at(profile.functions.name, each.function)} ${each.weight / 1000}`);
    const { callers, callees } = callersAndCallees(profile, profile.functions.name.indexOf('fib'));
    assert.deepEqual(names(callers), ['main 5', 'test 2']);
    assert.deepEqual(names(callees), ['add 6']);
  });
});
