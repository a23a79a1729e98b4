import assert from 'node:assert/strict';
import { leftHeavy } from '../../../src/core/analysis/leftHeavy.ts';
import { indexBoxes } from '../../../webview/boxIndex.ts';
import { panBy, rangeOf, zoomBy, zoomOutTo, zoomToBox } from '../../../webview/chartZoom.ts';
import { profileOf } from '../../ui/sessions.ts';

describe('Zoom of a chart', () => {
  // Rows: 0 main (100), 1 a (60), 2 a's leaf (60), 3 b (40).
  const index = indexBoxes(leftHeavy(profileOf('main;a;leaf 60', 'main;b 40')));
  const all = zoomToBox(index, -1);

  it('goes to a box and back', () => {
    assert.deepEqual(rangeOf(index, zoomToBox(index, 3)), { left: 60, right: 100 });
    assert.deepEqual(rangeOf(index, all), { left: 0, right: 100 });
  });

  it('keeps what is under the pointer in place', () => {
    const { left, right } = rangeOf(index, zoomBy(index, all, 0.6, 4));
    assert.equal(left + 0.6 * (right - left), 60);
    assert.equal(right - left, 25);
  });

  it('does not leave the graph', () => {
    const near = zoomBy(index, all, 0, 4);
    assert.deepEqual(rangeOf(index, panBy(index, near, -3)), { left: 0, right: 25 });
    assert.deepEqual(rangeOf(index, panBy(index, near, 30)), { left: 75, right: 100 });
    assert.deepEqual(zoomBy(index, near, 0.5, 0.01), all);
  });

  it('is of the nearest caller that still fills the view', () => {
    const leaf = zoomToBox(index, 2);
    assert.equal(zoomBy(index, leaf, 0.5, 2).focus, 2);
    assert.equal(zoomBy(index, leaf, 0.5, 0.9).focus, 0);
  });

  it('goes out as far as it must to show a box', () => {
    const a = zoomToBox(index, 1);
    assert.equal(zoomOutTo(index, a, 2), a);
    assert.equal(zoomOutTo(index, a, 0), a, 'a caller is in sight already');
    assert.deepEqual(rangeOf(index, zoomOutTo(index, a, 3)), { left: 0, right: 100 });
  });

  it('has a range even for an empty graph', () => {
    const empty = indexBoxes(leftHeavy(profileOf()));
    assert.deepEqual(rangeOf(empty, all), { left: 0, right: 1 });
    assert.deepEqual(zoomBy(empty, all, 0.5, 2), all);
  });
});
