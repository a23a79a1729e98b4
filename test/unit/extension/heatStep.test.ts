import assert from 'node:assert/strict';
import { heatStep } from '../../../src/extension/heatStep.ts';

describe('heatStep', () => {
  it('halves from step to step', () => {
    const steps = [100, 51, 50, 26, 25, 13, 12, 7, 6, 1].map((value) => heatStep(value, 100));
    assert.deepEqual(steps, [4, 4, 3, 3, 2, 2, 1, 1, 0, 0]);
  });
});
