import assert from 'node:assert/strict';
import { formatTime } from '../../../../src/core/text/formatTime.ts';

describe('formatTime', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, '0 ms'],
    [0.25, '250 ns'],
    [7, '7 µs'],
    [412.4, '412 µs'],
    [999.6, '1 ms'],
    [38_240, '38.2 ms'],
    [999_600, '1 s'],
    [1_236_000, '1.24 s'],
    [1_500_000, '1.5 s'],
    [119_400_000, '119 s'],
    [119_600_000, '2 min 0 s'],
    [125_000_000, '2 min 5 s'],
    [3 * 3600e6 + 60e6, '3 h 1 min'],
    [-1_236_000, '-1.24 s'],
  ];
  for (const [microseconds, text] of cases) {
    it(`${microseconds} µs is ${text}`, () => {
      assert.equal(formatTime(microseconds), text);
    });
  }
});
