import assert from 'node:assert/strict';
import { readProfile } from '../../../../src/core/formats/formats.ts';
import { report, type Report } from '../../../../src/core/queries/report.ts';
import { inputOf } from '../inputOf.ts';

const head = 'heatline-python 1 1000\nthread [7, 7, "python app.py", "3.11"]\n';
const stacks = `function ["<module>", "/p/app.py", 1]
node -1 0 9
function ["Shop.sell", "/p/shop.py", 3]
node 0 1 5
node 0 1 6
`;

function read(text: string): Report {
  return report(readProfile(inputOf('x.heatline-python', new TextEncoder().encode(text))), { limit: 0 });
}

describe('Samples of Python', () => {
  it('are weighed on the line that was executed and, in total, on those that called', () => {
    const { lines, total, samples } = read(
      `${head}${stacks}sample 0 1 100 1000\nsample 0 2 1100 500\nsample 0 1 2100 500\n`,
    );
    assert.deepEqual([total, samples], [2000, 3]);
    const rows = lines.map(({ file, line, self, total }) => [file, line, self, total]);
    assert.deepEqual(rows.sort(), [
      ['/p/app.py', 9, 0, 2000],
      ['/p/shop.py', 5, 1500, 1500],
      ['/p/shop.py', 6, 500, 500],
    ]);
  });

  it('tell whose code is whose', () => {
    const files = [
      '/p/app.py',
      '/v/lib/python3.11/site-packages/numpy/core.py',
      '/usr/lib/python3.11/json/encoder.py',
      '<frozen os>',
    ];
    const functions = files.map(
      (file, index) => `function ["f${index}", "${file}", 1]\nnode -1 ${index} 2\nsample 0 ${index} 1 ${9 - index}\n`,
    );
    assert.deepEqual(
      read(head + functions.join('')).functions.map(({ category }) => category),
      ['own', 'dependency', 'runtime', 'runtime'],
    );
  });

  it('are read up to where a recording ends in the middle of a line', () => {
    const { total, notes } = read(`${head}${stacks}sample 0 1 100 1000\nsample 0 1 1`);
    assert.equal(total, 1000);
    assert.ok(notes.every(({ kind }) => kind !== 'bad-data'));
  });

  it('leave out lines that make no sense, and say so', () => {
    const bad = [
      'node 0 1 -6',
      'node 3 0 1',
      'node 0 99 1',
      'sample 1 0 1 1',
      'sample 0 9 1 1',
      'sample 0 1 1 -5',
      'function 3',
      '??',
    ];
    const { total, notes } = read(`${head}${stacks}${bad.join('\n')}\nsample 0 1 100 1000\n`);
    assert.equal(total, 1000);
    assert.ok(notes.some(({ message }) => message.startsWith(`${bad.length} lines of the recording make no sense`)));
  });

  it('say how many could not be read, where that is more than a few', () => {
    const samples = 'sample 0 1 100 1000\n'.repeat(30);
    assert.ok(read(`${head}${stacks}${samples}lost 7 1\n`).notes.every(({ kind }) => kind !== 'lost-events'));
    assert.ok(
      read(`${head}${stacks}${samples}lost 7 9\n`).notes.some(({ message }) => message.startsWith('9 samples')),
    );
  });
});
