import assert from 'node:assert/strict';
import { parseQuery } from '../../../../../src/core/analysis/query/parseQuery.ts';
import type { QueryTest } from '../../../../../src/core/analysis/query/query.ts';

function drawn(test: QueryTest): string {
  switch (test.kind) {
    case 'text':
      return `${test.key} holds ${test.text}`;
    case 'pattern':
      return `${test.key} matches ${test.pattern}${test.ignoreCase ? ' in any case' : ''}`;
    case 'category':
      return `is ${test.category}`;
    case 'weight':
      return `${test.of} ${test.comparison} ${test.value} ${test.unit}`;
  }
}

function termsOf(text: string): string[] {
  const { terms, errors } = parseQuery(text);
  assert.deepEqual(errors, []);
  for (const { source, start } of terms) assert.equal(text.slice(start, start + source.length), source);
  return terms.map(({ negated, test }) => `${negated ? 'not ' : ''}${drawn(test)}`);
}

describe('parseQuery', () => {
  const texts: Readonly<Record<string, readonly string[]>> = {
    '': [],
    '  ': [],
    'parse "two words"': ['name holds parse', 'name holds two words'],
    'self > 5% total>=10ms': ['self > 0.05 share', 'total >= 10000 microseconds'],
    'file:src/ !dep:lodash': ['file holds src/', 'not dep holds lodash'],
    'name:/^parse/': ['name matches ^parse'],
    '/^[/\\s]\\/x+/i': ['name matches ^[/\\s]\\/x+ in any case'],
    'is:own !IS:GC thread:worker': ['is own', 'not is gc', 'thread holds worker'],
    'file:/home/me/src/lib': ['file holds /home/me/src/lib'],
    'file:/\\.ts$/': ['file matches \\.ts$'],
    'file:"my folder/\\"x\\""': ['file holds my folder/"x"'],
    'self > 5 parse': ['self > 5 samples', 'name holds parse'],
    '!self<=1.5 kB total < .5 µs total<2μs': [
      'not self <= 1500 bytes',
      'total < 0.5 microseconds',
      'total < 2 microseconds',
    ],
    'std::vector selfish self': ['name holds std::vector', 'name holds selfish', 'name holds self'],
  };
  for (const [text, terms] of Object.entries(texts)) {
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.deepEqual(termsOf(text), terms);
    });
  }

  const mistakes: Readonly<Record<string, readonly [start: number, end: number, message: RegExp]>> = {
    'parse flie:src x': [6, 14, /no flie:.*name:.*quotation marks/],
    'self>': [0, 5, /number with a unit/],
    'a self > 5q': [2, 8, /number with a unit/],
    'self:5%': [0, 7, /compared, as in self>5%/],
    'is:mine': [0, 7, /own, dependency/],
    'is:': [0, 3, /own, dependency/],
    'file:': [0, 5, /what to look for/],
    '!': [0, 1, /what to look for/],
    'x "open': [2, 7, /not closed/],
    'name:/a': [0, 7, /does not end in \//],
    '/(/': [0, 3, /not valid/],
    '/(?=a)/': [0, 7, /Lookahead/],
  };
  for (const [text, [start, end, message]] of Object.entries(mistakes)) {
    it(`says what is wrong with ${JSON.stringify(text)}`, () => {
      const { errors } = parseQuery(text);
      assert.equal(errors.length, 1);
      assert.deepEqual([errors[0]?.start, errors[0]?.end], [start, end]);
      assert.match(errors[0]?.message ?? '', message);
    });
  }

  it('keeps the other terms beside a mistake', () => {
    assert.deepEqual(
      parseQuery('parse is:mine file:src').terms.map(({ source }) => source),
      ['parse', 'file:src'],
    );
  });

  it('reads any text without an exception, and to its end', () => {
    for (const text of [
      '"',
      '!"',
      '::',
      'a:"b"c"',
      '\\',
      '[',
      '/[',
      '!!',
      '> 5%',
      '\u0000\ud800',
      '/'.repeat(5000),
      '"\\'.repeat(5000),
    ]) {
      const { terms, errors } = parseQuery(text);
      assert.ok(terms.length + errors.length > 0);
    }
  });
});
