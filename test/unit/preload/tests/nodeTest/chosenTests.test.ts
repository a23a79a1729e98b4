import assert from 'node:assert/strict';
import { Block, type BlockOptions } from '../../../../../src/preload/tests/nodeTest/block.ts';
import { chosenTests } from '../../../../../src/preload/tests/nodeTest/chosenTests.ts';

describe('tests that options of Node choose', () => {
  const block = (kind: Block['kind'], title: string, parent?: Block, options: BlockOptions = {}): Block =>
    new Block(kind, { title, options, body: () => undefined }, parent);
  const file = block('suite', '');
  const cart = block('suite', 'cart', file);
  const adds = block('test', 'adds', cart);
  const twice = block('test', 'twice', adds);
  const removes = block('test', 'removes', cart, { only: true });
  const later = block('test', 'adds later', cart, { skip: 'not now' });
  const all = [adds, twice, removes, later];

  const cases: readonly (readonly [readonly string[], readonly Block[]])[] = [
    [[], [adds, twice, removes]],
    [['--test-name-pattern=adds'], [adds, twice]],
    [
      ['--test-name-pattern', '/ADDS$/i'],
      [adds, twice],
    ],
    [['--test-name-pattern=^ ?cart adds$'], [adds, twice]],
    [
      ['--test-name-pattern=^adds$', '--test-name-pattern=removes'],
      [adds, twice, removes],
    ],
    [['--test-name-pattern=cart', '--test-skip-pattern=adds'], [removes]],
    [['--test-only'], [removes]],
    [['--test-name-pattern=no such'], []],
  ];
  for (const [options, expected] of cases) {
    it(`are ${expected.map(({ title }) => title).join(', ') || 'none'} with ${options.join(' ') || 'no option'}`, () => {
      assert.deepEqual(
        all.filter(chosenTests(options)).map(({ title }) => title),
        expected.map(({ title }) => title),
      );
    });
  }
});
