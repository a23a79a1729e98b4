import assert from 'node:assert/strict';
import { allocatingLine } from '../../../../src/core/sources/allocatingLine.ts';

const source = `class Session {}
function open(user) {
  const session = new Session();
  const both = [{ user }, { user, session }];
  return () => both;
}
function parse(text) {
  const found = { text };
  return JSON.parse(text);
}
function one() {
  return { of: [
    1] };
}
`;

describe('The line of a function that allocates', () => {
  const lineOf = (name: string, line: number, kind: string): number | undefined => {
    const column = (source.split('\n')[line - 1]?.indexOf('(') ?? 0) + 1;
    return allocatingLine('/shop/open.js', source, { name, line, column }, kind);
  };

  it('is where an object of the class is made', () => {
    assert.equal(lineOf('open', 2, 'Session'), 3);
    assert.equal(lineOf('open', 2, 'Function'), 5);
    assert.equal(lineOf('open', 2, 'Object'), 4);
    assert.equal(lineOf('one', 11, 'Array'), 12);
  });

  it('is not known where several lines may have made it, or none', () => {
    assert.equal(lineOf('parse', 7, 'Object'), undefined);
    assert.equal(lineOf('open', 2, 'Map'), undefined);
  });

  it('is not known where the text has another function', () => {
    assert.equal(lineOf('close', 2, 'Session'), undefined);
    assert.equal(
      allocatingLine('/shop/open.js', 'function (', { name: 'open', line: 2, column: 14 }, 'Session'),
      undefined,
    );
  });
});
