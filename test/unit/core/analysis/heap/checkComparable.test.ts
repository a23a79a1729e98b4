import assert from 'node:assert/strict';
import { checkComparable } from '../../../../../src/core/analysis/heap/checkComparable.ts';
import { examineHeap } from '../../../../../src/core/analysis/heap/examinedHeap.ts';
import { HeatlineError } from '../../../../../src/core/model/heatlineError.ts';
import { heapOf, type DrawnNode } from '../../snapshotOf.ts';

describe('Snapshots', () => {
  const objects: readonly DrawnNode[] = Array.from({ length: 50 }, (_, index) => ({ name: `Class${index}` }));
  const snapshot = (nodes: readonly DrawnNode[]) =>
    examineHeap(heapOf({ nodes: [{ name: '', type: 'synthetic', size: 0 }, ...nodes], edges: [[0, 1, 'global']] }));
  const numbered = objects.map((node, index) => ({ ...node, id: 2 * index + 3 }));

  it('are compared when objects with one number are alike, whatever came and went', () => {
    const later = [...numbered.slice(20), { name: 'New', id: 1001 }];
    assert.doesNotThrow(() => {
      checkComparable(snapshot(numbered), snapshot(later));
    });
  });

  it('are refused when V8 has given the numbers to other objects', () => {
    const renumbered = [{ name: 'New' }, ...objects].map((node, index) => ({ ...node, id: 2 * index + 3 }));
    assert.throws(() => {
      checkComparable(snapshot(numbered), snapshot(renumbered));
    }, HeatlineError);
  });

  it('are refused when they have no object in common', () => {
    const others = objects.map((node, index) => ({ ...node, id: 10_001 + 2 * index }));
    assert.throws(() => {
      checkComparable(snapshot(numbered), snapshot(others));
    }, /cannot be compared/);
  });
});
