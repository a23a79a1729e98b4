import assert from 'node:assert/strict';
import { formatPlace } from '../../../../src/core/text/formatPlace.ts';
import { formatWeight } from '../../../../src/core/text/formatWeight.ts';

describe('formatWeight', () => {
  it('prints each unit in its own way', () => {
    assert.equal(formatWeight(1_236_000, 'microseconds'), '1.24 s');
    assert.equal(formatWeight(12_345, 'bytes'), '12.3 kB');
    assert.equal(formatWeight(3512, 'samples'), '3,512');
  });

  it('prints bytes in decimal units without fractions of a byte', () => {
    assert.equal(formatWeight(0, 'bytes'), '0 B');
    assert.equal(formatWeight(17.6, 'bytes'), '18 B');
    assert.equal(formatWeight(999_600, 'bytes'), '1 MB');
    assert.equal(formatWeight(-2048, 'bytes'), '-2.05 kB');
    assert.equal(formatWeight(3e16, 'bytes'), '30000 TB');
  });
});

describe('formatPlace', () => {
  it('leaves out what is not known', () => {
    assert.equal(formatPlace('src/a.ts', 12), 'src/a.ts:12');
    assert.equal(formatPlace('src/a.ts', 0), 'src/a.ts');
    assert.equal(formatPlace('', 3), '');
  });
});
