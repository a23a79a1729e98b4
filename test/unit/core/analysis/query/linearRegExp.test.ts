import assert from 'node:assert/strict';
import { LinearRegExp } from '../../../../../src/core/analysis/query/linearRegExp.ts';
import { randomNumbers } from '../../formats/randomNumbers.ts';

const texts = [
  '',
  'a',
  'b',
  'ab',
  'aab',
  'abab',
  'Parse',
  'parseJSON',
  'get value',
  'a.b',
  'a1_$',
  '[x]',
  'é{2}',
  'aaaa',
];

const patterns = [
  'a',
  'ab|b',
  '^a',
  'b$',
  '^$',
  '^(a|ab)(b|)$',
  'a*',
  '^a+b?$',
  '(ab){2}',
  '^a{2,3}b*$',
  'a{2,}',
  'a{0,1}b{0}$',
  '^(?:a*)*$',
  '^(a+)+$',
  '(a|b)*?\\.b',
  '\\bvalue\\b',
  '\\Barse',
  '[^a-z]',
  '[\\]x]',
  '\\[x\\]',
  ']',
  'é{2}',
  'é\\{',
  '{',
  '\\$$',
  '\\u0061\\x62',
  '^(?<first>p)',
  '^.\\d[\\w$]+$',
  '|a',
];

describe('LinearRegExp', () => {
  for (const pattern of patterns) {
    it(`finds /${pattern}/ where RegExp does`, () => {
      for (const ignoreCase of [false, true]) {
        const expected = new RegExp(pattern, ignoreCase ? 'i' : '');
        const regExp = new LinearRegExp(pattern, ignoreCase);
        for (const text of texts) assert.equal(regExp.test(text), expected.test(text), `in ${text}`);
      }
    });
  }

  it('finds what RegExp finds with patterns made at random', () => {
    const random = randomNumbers(7);
    const pieces = [
      'a',
      'b',
      'P',
      '.',
      '[ab]',
      '[^a]',
      '\\w',
      '^',
      '$',
      '\\b',
      '(',
      ')',
      '|',
      '*',
      '+',
      '?',
      '{2}',
      '{1,}',
    ];
    let sound = 0;
    for (let round = 0; round < 20_000; round++) {
      const pattern = Array.from({ length: 1 + random(8) }, () => pieces[random(pieces.length)]).join('');
      let expected: RegExp;
      try {
        expected = new RegExp(pattern, 'i');
      } catch {
        continue;
      }
      sound++;
      const regExp = new LinearRegExp(pattern, true);
      for (const text of texts) assert.equal(regExp.test(text), expected.test(text), `/${pattern}/ in ${text}`);
    }
    assert.ok(sound > 1000);
  });

  it('does not backtrack', () => {
    const hostile = ['(a+)+$', '(a|aa)+$', '(.*a){20}x', '^(([a-z])+.)+[A-Z]$', 'a*a*a*a*a*a*a*a*b'];
    for (const pattern of hostile) assert.equal(new LinearRegExp(pattern, false).test(`${'a'.repeat(5000)}!`), false);
  });

  it('refuses with a sentence what it cannot do', () => {
    const refused: Readonly<Record<string, RegExp>> = {
      '(': /not valid: Unterminated group/,
      'a**': /not valid: Nothing to repeat/,
      '(a)\\1': /Backreferences/,
      '(?=a)': /Lookahead/,
      '(?<!a)b': /lookbehind/,
      '\\p{Lu}': /Unicode/,
      '((a{100}){100}){100}': /too long/,
      [`${'('.repeat(600)}a${')'.repeat(600)}`]: /too long/,
    };
    for (const [pattern, message] of Object.entries(refused))
      assert.throws(() => new LinearRegExp(pattern, false), { name: 'SyntaxError', message });
  });
});
