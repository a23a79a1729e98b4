import assert from 'node:assert/strict';
import { classTotals } from '../../../../../src/core/analysis/heap/classTotals.ts';
import { compareHeaps } from '../../../../../src/core/analysis/heap/compareHeaps.ts';
import { detachedDom } from '../../../../../src/core/analysis/heap/detachedDom.ts';
import { systemDistance } from '../../../../../src/core/analysis/heap/distances.ts';
import { duplicateStrings } from '../../../../../src/core/analysis/heap/duplicateStrings.ts';
import { examineHeap } from '../../../../../src/core/analysis/heap/examinedHeap.ts';
import { heapObject } from '../../../../../src/core/queries/heap/heapObject.ts';
import { HeatlineError } from '../../../../../src/core/model/heatlineError.ts';
import { heapOf, type DrawnHeap } from '../../snapshotOf.ts';

const root = { name: '', type: 'synthetic', size: 0 } as const;

/** A tree whose items hold each other, a Map with a table of its own, and something that only V8 holds. */
const drawn: DrawnHeap = {
  nodes: [
    root,
    { name: 'global', size: 8 },
    { name: 'Item', size: 10 },
    { name: 'Item', size: 10 },
    { name: 'Map', size: 16 },
    { name: '', type: 'array', size: 100 },
    { name: 'twice', type: 'string', size: 12 },
    { name: 'twice', type: 'string', size: 12 },
    { name: '(Handle scope)', type: 'synthetic', size: 0 },
    { name: 'Hidden', size: 4 },
  ],
  edges: [
    [0, 1, 0, 'shortcut'],
    [0, 8, 1, 'element'],
    [1, 2, 'tree'],
    [2, 3, 'left'],
    [1, 4, 'map'],
    [4, 5, 'table', 'internal'],
    [5, 6, 0, 'element'],
    [3, 7, 'label'],
    [8, 9, 0, 'element'],
  ],
};

describe('Questions about a heap', () => {
  const examined = examineHeap(heapOf(drawn));

  it('classes count an object within another of its class once, and V8s own tables with their owner', () => {
    const rows = classTotals(examined).map(
      ({ class: id, count, shallow, retained, distance }) =>
        `${examined.classes.name[id]} ${count}: ${shallow} ${retained} at ${distance}`,
    );
    assert.deepEqual(rows, [
      'global 1: 8 168 at 1',
      'Map 1: 116 128 at 2',
      'Item 2: 20 32 at 2',
      '(string) 2: 24 24 at 4',
      `Hidden 1: 4 4 at ${systemDistance + 2}`,
    ]);
  });

  it('strings that are there twice are found', () => {
    assert.deepEqual(duplicateStrings(examined), [{ node: 6, count: 2, size: 24, wasted: 12 }]);
  });

  it('an object has its way from the root, what holds it, what it holds and what it alone keeps alive', () => {
    const item = heapObject(examined, 7, 0);
    assert.equal(item.path.map(({ edge }) => edge).join(''), '.tree.left');
    assert.deepEqual(
      item.retainers.map(({ edge, id }) => `${edge} of @${id}`),
      ['.left of @5'],
    );
    assert.deepEqual(
      item.fields.map(({ edge, name }) => `${edge} ${name}`),
      ['.label twice'],
    );
    assert.deepEqual(
      item.dominates.map(({ id }) => id),
      [15],
    );
    assert.throws(() => heapObject(examined, 4711, 0), HeatlineError);
  });

  it('two snapshots are compared by the ids of the objects', () => {
    const nodes = drawn.nodes.filter((_, node) => node !== 9);
    const later = heapOf({
      nodes: [...nodes, { name: 'Item', size: 10, id: 101 }],
      edges: [...drawn.edges.filter(([from]) => from !== 8), [3, 9, 'right']],
    });
    assert.deepEqual(compareHeaps(examined, examineHeap(later)), [
      { key: 'Item', name: 'Item', added: 1, removed: 0, addedSize: 10, removedSize: 0 },
      { key: 'Hidden', name: 'Hidden', added: 0, removed: 1, addedSize: 0, removedSize: 4 },
    ]);
  });

  it('parts of a page that a detached one leads to are detached, those of the document are not', () => {
    const page = examineHeap(
      heapOf({
        nodes: [
          root,
          { name: 'Window' },
          { name: 'HTMLDocument', type: 'native', detachedness: 1 },
          { name: '<p class="x">', type: 'native' },
          { name: '<div id="a">', type: 'native', detachedness: 2 },
          { name: '<span>', type: 'native' },
        ],
        edges: [
          [0, 1, 0, 'shortcut'],
          [1, 2, 'document'],
          [2, 3, 0, 'element'],
          [1, 4, 'kept'],
          [4, 5, 0, 'element'],
          [4, 3, 1, 'element'],
        ],
      }),
    );
    const names = detachedDom(page).map((node) => page.classes.name[page.classes.of[node] ?? 0]);
    assert.deepEqual(names, ['Detached <div>', 'Detached <span>']);
    assert.equal(page.classes.name[page.classes.of[3] ?? 0], '<p>');
  });
});
