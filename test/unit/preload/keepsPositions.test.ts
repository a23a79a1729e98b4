import assert from 'node:assert/strict';
import { keepsPositions } from '../../../src/preload/keepsPositions.ts';

const file = 'function add(a: number) {\n  return a;\n}\n';

describe('keepsPositions', () => {
  it('holds for the text itself, and with lines behind it', () => {
    assert.ok(keepsPositions(file, file));
    assert.ok(keepsPositions(`${file}\n//# sourceURL=add.ts`, file));
  });

  it("holds inside CommonJS' wrapper, which takes no line", () => {
    assert.ok(keepsPositions(`(function (exports, require) { ${file}\n});`, file));
  });

  it('holds where types are blanked out', () => {
    assert.ok(keepsPositions('function add(a        ) {\n  return a;\n}\n', file));
  });

  it('does not hold where types are cut out or lines are put before', () => {
    assert.ok(!keepsPositions('function add(a) {\n  return a;\n}\n', file));
    assert.ok(!keepsPositions(`"use strict";\n${file}`, file));
    assert.ok(!keepsPositions('function add(a){return a}', file));
  });
});
