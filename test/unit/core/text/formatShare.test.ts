import assert from 'node:assert/strict';
import { formatShare } from '../../../../src/core/text/formatShare.ts';

describe('formatShare', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0 %'],
    [0.0001, '<0.1 %'],
    [0.0005, '0.1 %'],
    [0.0384, '3.8 %'],
    [0.0996, '10 %'],
    [0.38, '38 %'],
    [1, '100 %'],
    [-0.082, '-8.2 %'],
    [0 / 0, '–'],
  ];
  for (const [fraction, text] of cases) {
    it(`${fraction} is ${text}`, () => {
      assert.equal(formatShare(fraction), text);
    });
  }
});
