import assert from 'node:assert/strict';
import { formatCount } from '../../../../src/core/text/formatCount.ts';

describe('formatCount', () => {
  it('sets thousands apart', () => {
    const numbers = [0, 7, 999, 1000, 3512.4, 99_999.5, 1_234_567, -1234, -123];
    assert.deepEqual(numbers.map(formatCount), [
      '0',
      '7',
      '999',
      '1,000',
      '3,512',
      '100,000',
      '1,234,567',
      '-1,234',
      '-123',
    ]);
  });
});
