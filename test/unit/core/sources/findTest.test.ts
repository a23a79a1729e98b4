import assert from 'node:assert/strict';
import { findTest } from '../../../../src/core/sources/findTest.ts';

/** `test A › B`, with `…` for what is not known, for the test around the line that has a `←`. */
function found(source: string, language: 'js' | 'ts' = 'js'): string | undefined {
  const line = source.split('\n').findIndex((text) => text.includes('←')) + 1;
  const test = findTest(source, language, line).found;
  return test && `${test.kind} ${test.path.map((title) => title.join('…')).join(' › ')}`;
}

describe('findTest', () => {
  it('finds the innermost test, with the suites around it', () => {
    const source = (line: number) =>
      `describe('cart', () => {
  beforeEach(() => {});
  describe("total", function () {
    it('adds', async () => {
      await add(1);
    });
    it('subtracts', () => {});
  });
});
const helper = 1;`
        .split('\n')
        .map((text, index) => (index + 1 === line ? `${text} // ←` : text))
        .join('\n');
    assert.equal(found(source(1)), 'suite cart');
    assert.equal(found(source(2)), 'suite cart');
    assert.equal(found(source(3)), 'suite cart › total');
    assert.equal(found(source(4)), 'test cart › total › adds');
    assert.equal(found(source(5)), 'test cart › total › adds');
    assert.equal(found(source(7)), 'test cart › total › subtracts');
    assert.equal(found(source(9)), 'suite cart');
    assert.equal(found(source(10)), undefined);
  });

  it('knows the words of all runners', () => {
    for (const word of [
      'describe',
      'context',
      'suite',
      'describe.only',
      'xdescribe',
      'test.describe',
      'describe.skip',
    ]) {
      assert.equal(found(`${word}('a', () => {}); // ←`), 'suite a', word);
    }
    const tests = ['it', 'test', 'specify', 'it.only', 'fit', 'it.skip', 'test.concurrent', 'test.concurrent.only'];
    for (const word of [...tests, 'it.skipIf(ci)', 'test.failing']) {
      assert.equal(found(`${word}('a', () => {}); // ←`), 'test a', word);
    }
  });

  it('takes a test with options, a timeout or a function that stands elsewhere', () => {
    assert.equal(found(`it('a', { timeout: 5 }, () => {}); // ←`), 'test a');
    assert.equal(found(`it('a', function () {\n // ←\n}).timeout(500);`), 'test a');
    assert.equal(found(`it('a', check); // ←`), 'test a');
    assert.equal(found(`it('later'); // ←`), undefined);
  });

  it('leaves open what a title holds only when the file runs', () => {
    assert.equal(found('for (const n of xs) it(`adds ${n} to ${m}`, () => {}); // ←'), 'test adds … to …');
    assert.equal(found("it('adds ' + n + '!', () => {}); // ←"), 'test adds …!');
    assert.equal(found("describe(Cart, () => {\n it('adds' + ' up', () => {}); // ←\n});"), 'test … › adds up');
  });

  it('leaves open what the rows of a table fill in', () => {
    assert.equal(found(`it.each([[1, 2]])('adds %i and %s', (a, b) => {}); // ←`), 'test adds … and …');
    assert.equal(found('describe.each`a | b\n${1} | ${2}`("of $a", () => {}); // ←'), 'suite of …');
    assert.equal(found(`test.for([1])('half of %d', (n) => {}); // ←`), 'test half of …');
    assert.equal(found(`it('costs 5 %d', () => {}); // ←`), 'test costs 5 %d');
  });

  it('takes a subtest for a part of its test, and other calls for none', () => {
    assert.equal(found(`test('a', async (t) => {\n await t.test('b', () => {}); // ←\n});`), 'test a');
    assert.equal(found(`/x/.test('y', () => {}); // ←`), undefined);
    assert.equal(found(`walk.each('y', () => {}); // ←`), undefined);
  });

  it('reads TypeScript and JSX', () => {
    const source = `import type { Cart } from './cart';
describe<Cart>('view', () => {
  it('renders', () => render(<View items={[] as Item[]} />)); // ←
});`;
    assert.equal(found(source, 'ts'), 'test view › renders');
  });

  it('tells what the file imports, and finds nothing in what is no program', () => {
    const source = `import { it } from 'node:test';\nimport type { X } from 'vitest';\nconst a = require('chai');`;
    assert.deepEqual(findTest(source, 'ts', 1).imports, ['chai', 'node:test']);
    assert.deepEqual(findTest('it("', 'js', 1), { found: undefined, imports: [] });
  });
});
