import assert from 'node:assert/strict';
import { hotPath } from '../../../../src/core/analysis/hotPath.ts';
import { leftHeavy } from '../../../../src/core/analysis/leftHeavy.ts';
import { timeOrdered } from '../../../../src/core/analysis/timeOrdered.ts';
import { at } from '../../../../src/core/model/at.ts';
import { profileOf } from '../profileOf.ts';

const profile = profileOf('init 1', 'main;run;draw 2', 'main;run;parse 3', 'main;run;read 2', 'main;log 1', 'main 1');

function names(boxes: ReturnType<typeof leftHeavy>, from: number): string[] {
  return hotPath(boxes, from).map((row) => at(profile.functions.name, at(boxes.function, row)));
}

describe('hotPath', () => {
  it('goes on to the heaviest callee until none has half of the weight', () => {
    assert.deepEqual(names(leftHeavy(profile), -1), ['main', 'run']);
  });

  it('begins where it is told to', () => {
    const boxes = leftHeavy(profile);
    assert.deepEqual(names(boxes, boxes.function.indexOf(profile.functions.name.indexOf('run'))), ['run']);
  });

  it('does not rely on the order of the boxes', () => {
    assert.deepEqual(names(timeOrdered(profile, 0), -1), ['main', 'run']);
  });

  it('is empty without boxes', () => {
    assert.deepEqual(hotPath(leftHeavy(profileOf()), -1), []);
  });
});
