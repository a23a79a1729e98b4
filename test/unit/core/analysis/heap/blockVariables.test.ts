import assert from 'node:assert/strict';
import { blockVariables } from '../../../../../src/core/analysis/heap/blockVariables.ts';
import { edgeTypeIndex } from '../../../../../src/core/model/heap.ts';
import { heapOf, type DrawnEdge, type DrawnNode } from '../../snapshotOf.ts';

const context = 1;

/**
 * What a block's values may be called, each: its variables are given as V8 has them, by name, and its values that are objects
 * by the names of functions, or nothing for any other object.
 */
function variablesOf(names: readonly string[], values: readonly string[], kind = 'system / Context'): string[] {
  const texts = names.map((name): DrawnNode => ({ name, type: 'string' }));
  const objects = values.map((name): DrawnNode => (name === '' ? { name: 'Object' } : { name, type: 'closure' }));
  const scopeInfo = 2;
  const firstText = scopeInfo + 1;
  const firstObject = firstText + texts.length;
  const heap = heapOf({
    nodes: [
      { name: '', type: 'synthetic', size: 0 },
      { name: kind },
      { name: 'system / ScopeInfo', type: 'code' },
      ...texts,
      ...objects,
    ],
    edges: [
      [0, context, 0, 'element'],
      [context, scopeInfo, 'scope_info', 'internal'],
      ...objects.map((_, index): DrawnEdge => [context, firstObject + index, index, 'hidden']),
      ...texts.map((_, index): DrawnEdge => [scopeInfo, firstText + index, index, 'hidden']),
    ],
  });
  const { firstEdge } = heap.nodes;
  const edges = Array.from({ length: values.length + 1 }, (_, index) => (firstEdge[context] ?? 0) + index);
  return edges
    .filter((edge) => heap.edges.type[edge] === edgeTypeIndex.hidden)
    .map((edge) => blockVariables(heap, context, edge).join(' or '));
}

describe('Variables of a block', () => {
  it('have their own names where all of them are objects', () => {
    assert.deepEqual(variablesOf(['sessions', 'cache'], ['', '']), ['sessions', 'cache']);
  });

  it('may be several where others are numbers', () => {
    assert.deepEqual(variablesOf(['count', 'sessions', 'cache'], ['', '']), ['count or sessions', 'sessions or cache']);
  });

  it('are told apart by functions, which have their own names', () => {
    const names = ['count', 'open', 'sessions', 'size', 'close'];
    assert.deepEqual(variablesOf(names, ['open', '', 'close']), ['open', 'sessions or size', 'close']);
    assert.deepEqual(variablesOf(['open', 'sessions', 'size'], ['open', '']), ['open', 'sessions or size']);
    assert.deepEqual(variablesOf(['size', 'sessions', 'close'], ['', 'close']), ['size or sessions', 'close']);
  });

  it('are not known by a function that has another name than its variable', () => {
    assert.deepEqual(variablesOf(['count', 'handler'], ['anonymous']), ['count or handler']);
    assert.deepEqual(variablesOf(['first', 'second'], ['second', '']), ['first', 'second']);
  });

  it('have no name where there are more values than names, or the holder is no context', () => {
    assert.deepEqual(variablesOf(['sessions'], ['', '']), ['', '']);
    assert.deepEqual(variablesOf([], ['']), ['']);
    assert.deepEqual(variablesOf(['sessions'], [''], 'Object'), ['']);
  });

  it('are none of an edge that is no value, or of a context without names', () => {
    const heap = heapOf({
      nodes: [{ name: '', type: 'synthetic' }, { name: 'system / Context' }, { name: 'Map' }],
      edges: [
        [0, context, 0, 'element'],
        [context, 2, 'sessions', 'context'],
        [context, 2, 0, 'hidden'],
      ],
    });
    const first = heap.nodes.firstEdge[context] ?? 0;
    assert.deepEqual([blockVariables(heap, context, first), blockVariables(heap, context, first + 1)], [[], []]);
  });
});
