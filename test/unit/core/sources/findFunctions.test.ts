import assert from 'node:assert/strict';
import { enclosingFunction, findFunctions } from '../../../../src/core/sources/findFunctions.ts';

/** One line a span: `name start-end`. */
function spansOf(source: string, language: 'js' | 'ts' = 'js'): string[] {
  return findFunctions(source, language).spans.map(
    ({ name, startLine, endLine }) => `${name || '-'} ${startLine}-${endLine}`,
  );
}

describe('findFunctions', () => {
  it('names functions as V8 does', () => {
    const source = `function a() {}
const b = () => {};
const c = { d() {}, e: function () {}, get f() { return 1; } };
class G { constructor() {} h() {} static i = () => {}; #j() {} }
exports.k = async () => {};
export default function* l() {}`;
    assert.deepEqual(
      new Set(findFunctions(source, 'js').spans.map(({ name }) => name)),
      new Set(['', 'a', 'b', 'd', 'e', 'get f', 'G', 'h', 'i', '#j', 'k', 'l']),
    );
  });

  it('gives each function its own lines of code, without those of functions inside it', () => {
    const { spans } = findFunctions(
      `function outer(xs) {
  // nothing here

  const inner = (x) => {
    return x * 2;
  };
  return xs.map(inner);
}`,
      'js',
    );
    const lines = (name: string) => spans.find((span) => span.name === name)?.codeLines;
    assert.deepEqual(lines('outer'), [1, 4, 7, 8]);
    assert.deepEqual(lines('inner'), [4, 5, 6]);
  });

  it('finds call sites on the line of the called name', () => {
    const { spans } = findFunctions(
      `run(list)
  .map((x) => x)
  .filter(Boolean);`,
      'js',
    );
    const calls = spans[0]?.callSites.filter(({ kind }) => kind === 'call').map(({ name, line }) => `${name} ${line}`);
    assert.deepEqual(new Set(calls), new Set(['run 1', 'map 2', 'filter 3']));
  });

  it('reads TypeScript, JSX and decorators', () => {
    const source = `@sealed
class Greeter<T extends object> {
  greet(this: Greeter<T>, name: string): string { return <b>{name!}</b> satisfies unknown as string; }
}`;
    assert.deepEqual(spansOf(source, 'ts'), ['- 1-4', 'Greeter 1-4', 'greet 3-3']);
  });

  it('gives what it can of text with syntax errors', () => {
    assert.deepEqual(spansOf('function a() { return 1; }\nconst const = ;'), ['- 1-2']);
  });

  it('knows the function around a line', () => {
    const functions = findFunctions(
      `const x = 1;
function outer() {
  function inner() {
    return 1;
  }
  return inner;
}`,
      'js',
    );
    const nameAt = (line: number) => functions.spans[enclosingFunction(functions, line)]?.name;
    assert.deepEqual([1, 2, 4, 6].map(nameAt), ['', 'outer', 'inner', 'outer']);
  });
});
