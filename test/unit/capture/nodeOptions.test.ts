import assert from 'node:assert/strict';
import { withPreload } from '../../../src/capture/nodeOptions.ts';

describe('withPreload', () => {
  it('keeps the options that are there', () => {
    assert.equal(withPreload('--no-warnings', '/dist/preload.cjs'), '--no-warnings --require "/dist/preload.cjs"');
    assert.equal(withPreload('', '/dist/preload.cjs'), '--require "/dist/preload.cjs"');
    assert.equal(withPreload(undefined, '/dist/preload.cjs'), '--require "/dist/preload.cjs"');
  });

  it("escapes what Node's parser of the variable would take for itself", () => {
    assert.equal(withPreload('', 'C:\\My "dist"\\preload.cjs'), '--require "C:\\\\My \\"dist\\"\\\\preload.cjs"');
  });
});
