import assert from 'node:assert/strict';
import type { BoxTable } from '../../../../src/core/analysis/boxTable.ts';
import { callersAndCallees } from '../../../../src/core/analysis/callersAndCallees.ts';
import { filterProfile } from '../../../../src/core/analysis/filterProfile.ts';
import { leftHeavy } from '../../../../src/core/analysis/leftHeavy.ts';
import { timeOrdered } from '../../../../src/core/analysis/timeOrdered.ts';
import { at } from '../../../../src/core/model/at.ts';
import type { Profile } from '../../../../src/core/model/profile.ts';
import { profileOf } from '../profileOf.ts';

/** One line a box, indented by depth: `name start+width self`, in ms. */
function drawn(profile: Profile, boxes: BoxTable): string[] {
  return Array.from(boxes.function, (fn, row) => {
    const ms = (column: Float64Array): number => at(column, row) / 1000;
    const indent = '  '.repeat(at(boxes.depth, row));
    return `${indent}${at(profile.functions.name, fn)} ${ms(boxes.start)}+${ms(boxes.width)} ${ms(boxes.self)}`;
  });
}

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
