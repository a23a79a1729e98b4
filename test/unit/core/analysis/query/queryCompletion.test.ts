import assert from 'node:assert/strict';
import { queryCompletion } from '../../../../../src/core/analysis/query/queryCompletion.ts';

const files = [
  'src/core/parse.ts',
  'src/core/read.ts',
  'src/cli.ts',
  'my docs/a.js',
  '/app/node_modules/lodash/get.js',
  '/app/node_modules/@babel/core/lib/index.js',
  'C:\\app\\node_modules\\@babel\\core\\lib\\x.js',
];

/** The query after each completion at the cursor, which stands at `|`. */
function completed(text: string): string[] {
  const cursor = text.indexOf('|');
  const query = text.replace('|', '');
  return queryCompletion(query, cursor, files).map(
    ({ start, end, insert }) => query.slice(0, start) + insert + query.slice(end),
  );
}

describe('queryCompletion', () => {
  it('offers keys', () => {
    assert.deepEqual(completed('parse f|'), ['parse file:']);
    assert.deepEqual(completed('!t|'), ['!thread:', '!total>']);
    assert.deepEqual(completed('|').length, 7);
  });

  it('offers categories', () => {
    assert.deepEqual(completed('is:n| self>5%'), ['is:native self>5%']);
  });

  it('offers packages, the most frequent first', () => {
    assert.deepEqual(completed('!dep:|'), ['!dep:@babel/core', '!dep:lodash']);
  });

  it('goes down the folders', () => {
    assert.deepEqual(completed('file:|').slice(0, 2), ['file:src/', 'file:/app/']);
    assert.deepEqual(completed('file:SRC/|'), ['file:src/core/', 'file:src/cli.ts']);
    assert.deepEqual(completed('file:my|'), ['file:"my docs/"']);
    assert.deepEqual(completed('file:"my docs/|'), ['file:"my docs/a.js"']);
  });

  it('offers nothing for names', () => {
    assert.deepEqual(completed('name:p|'), []);
    assert.deepEqual(completed('name:"a f|'), []);
  });
});
