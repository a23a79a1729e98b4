import assert from 'node:assert/strict';
import type { BoxTable } from '../../../src/core/analysis/boxTable.ts';
import { indexBoxes } from '../../../webview/boxIndex.ts';
import { boxAt, visibleBoxes } from '../../../webview/visibleBoxes.ts';

/** One root over as many children, each of the width that is given. */
function rootOver(widths: readonly number[]): BoxTable {
  const starts: number[] = [];
  let end = 0;
  for (const width of widths) {
    starts.push(end);
    end += width;
  }
  return {
    function: Uint32Array.from([0, ...widths.map(() => 1)]),
    depth: Uint32Array.from([0, ...widths.map(() => 1)]),
    parent: Int32Array.from([-1, ...widths.map(() => 0)]),
    start: Float64Array.from([0, ...starts]),
    width: Float64Array.from([end, ...widths]),
    self: Float64Array.from([0, ...widths]),
  };
}

const whole = { firstDepth: 0, endDepth: 10 };

describe('visibleBoxes', () => {
  it('has a strip for each box that can be seen', () => {
    const index = indexBoxes(rootOver([50, 30, 20]));
    const strips = visibleBoxes(index, { ...whole, left: 0, right: 100, pixels: 200 });
    assert.deepEqual(
      strips.map(({ row, x, width }) => [row, x, width]),
      [
        [0, 0, 200],
        [1, 0, 100],
        [2, 100, 60],
        [3, 160, 40],
      ],
    );
  });

  it('leaves out what is beside the view', () => {
    const index = indexBoxes(rootOver([50, 30, 20]));
    const strips = visibleBoxes(index, { ...whole, left: 55, right: 75, pixels: 200 });
    assert.deepEqual(
      strips.map(({ row }) => row),
      [0, 2],
    );
    assert.equal(visibleBoxes(index, { left: 0, right: 100, pixels: 200, firstDepth: 1, endDepth: 2 }).length, 3);
  });

  it('merges boxes that are too narrow, but not a wide one behind them', () => {
    const index = indexBoxes(rootOver([...Array.from({ length: 8 }, () => 0.1), 99.2]));
    const [, merged, wide] = visibleBoxes(index, { ...whole, left: 0, right: 100, pixels: 100 });
    assert.deepEqual([merged?.row, merged?.lastRow], [1, 8]);
    assert.deepEqual([wide?.row, wide?.lastRow], [9, 9]);
  });

  it('is bounded by the pixels, not by the boxes', () => {
    const index = indexBoxes(rootOver(Array.from({ length: 300_000 }, (_, i) => 1 + (i % 7))));
    const strips = visibleBoxes(index, { ...whole, left: 0, right: index.right, pixels: 1000 });
    assert.ok(strips.length <= 1 + 2 * 1000, `${strips.length} strips`);
    const covered = strips.slice(1).reduce((sum, { width }) => sum + width, 0);
    assert.ok(Math.abs(covered - 1000) < 1, 'nothing is lost');
  });
});

describe('boxAt', () => {
  const index = indexBoxes(rootOver([50, 0.01, 49.99]));

  it('finds the box under a position', () => {
    assert.equal(boxAt(index, 10, 0, 0), 0);
    assert.equal(boxAt(index, 10, 1, 0), 1);
    assert.equal(boxAt(index, 80, 1, 0), 3);
    assert.equal(boxAt(index, 80, 2, 0), -1);
    assert.equal(boxAt(index, 101, 0, 0), -1);
  });

  it('takes a near one when asked to', () => {
    assert.equal(boxAt(index, 101, 0, 2), 0);
  });
});
