import assert from 'node:assert/strict';
import { elapsed } from '../../../src/extension/elapsed.ts';

describe('elapsed', () => {
  it('counts seconds, minutes and hours', () => {
    assert.deepEqual([0, 4999, 61_000, 754_000, 3_723_000].map(elapsed), ['0:00', '0:04', '1:01', '12:34', '1:02:03']);
  });
});
