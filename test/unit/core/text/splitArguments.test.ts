import assert from 'node:assert/strict';
import { joinArguments, splitArguments } from '../../../../src/core/text/splitArguments.ts';

describe('splitArguments', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['', []],
    ['  --size 10\t-v ', ['--size', '10', '-v']],
    ['"two words" \'and "three" more\'', ['two words', 'and "three" more']],
    ['--name="a b"c', ['--name=a bc']],
    ['a\\ b \\"q\\" \\\\', ['a b', '"q"', '\\']],
    ['C:\\data\\in.json', ['C:\\data\\in.json']],
    ['"" last', ['', 'last']],
    ['"unclosed quote', ['"unclosed', 'quote']],
    ['$HOME `id` ; rm', ['$HOME', '`id`', ';', 'rm']],
  ];
  for (const [text, words] of cases) {
    it(`splits ${JSON.stringify(text)}`, () => {
      assert.deepEqual(splitArguments(text), words);
    });
  }

  it('takes apart again what joinArguments put together', () => {
    const words = ['plain', 'two words', '', 'quo"te', "it's", 'back\\slash', '--a=b c'];
    assert.deepEqual(splitArguments(joinArguments(words)), words);
  });
});
