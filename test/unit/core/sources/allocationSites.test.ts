import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { allocationSites } from '../../../../src/core/sources/allocationSites.ts';
import { findFunctions } from '../../../../src/core/sources/findFunctions.ts';
import { indexSpans } from '../../../../src/core/sources/spanIndex.ts';

interface Asked {
  readonly language?: 'js' | 'ts';
  readonly inlined?: boolean;
}

/** One text a site: `loop what line in callee`. */
function sitesOf(source: string, name: string, { language = 'js', inlined = false }: Asked = {}): string[] {
  const spans = indexSpans(findFunctions(source, language).spans);
  const span = name === '' ? 0 : (spans.named(name).at(-1) ?? -1);
  assert.ok(span >= 0, `no function ${name}`);
  return allocationSites({ source, language, spans, span, inlined }).map(({ line, what, inLoop, calls }) =>
    [inLoop ? 'loop' : '', what, String(line), calls === undefined ? '' : `in ${calls}`].filter(Boolean).join(' '),
  );
}

describe('allocationSites', () => {
  it('are what the text of a function makes, not that of functions in it, loops first', () => {
    const source = `async function handle(request, ...rest) {
  const user = { id: request.id, 'name': request.name, [key]: 1, age: 2, ...request.more };
  const pattern = /a+/;
  function later() {
    return new Date();
  }
  for (const row of request.rows.map(String)) {
    sessions.set(row, new Session(row, \`\${user.id}\`));
    log('row ' + row + '.');
    while (pending) queue.push([row]);
  }
  return { ...rest };
}`;
    assert.deepEqual(sitesOf(source, 'handle'), [
      'loop set() 8',
      'loop Session 8',
      'loop string 8',
      'loop string 9',
      'loop push() 10',
      'loop […] 10',
      'Promise 1',
      '...rest 1',
      '{ id, name, […], … } 2',
      'RegExp 3',
      'closure 4',
      'map() 7',
      '{ ...rest } 12',
    ]);
    assert.deepEqual(sitesOf(source, 'later'), ['Date 5']);
    assert.deepEqual(sitesOf(source, ''), ['closure 1']);
  });

  it('leave out errors, folded literals, tags, types, and methods of own classes', () => {
    const source = `class Reader<T extends { a: string }> {
  private rows: { id: number }[] = [];
  read(text: \`a\${string}\`): [] {
    if (!text) throw new Error('no ' + text);
    const line = 'a' + 'b' as string;
    this.map(line, sql\`select \${line}\`);
    return text!.split(',') as [];
  }
}`;
    assert.deepEqual(sitesOf(source, 'read', { language: 'ts' }), ['split() 7']);
    assert.deepEqual(sitesOf(source, 'Reader', { language: 'ts' }), ['[] 2']);
  });

  it('know JSX, classes, generators and copies of arguments', () => {
    const source = `function* view(items) {
  class Row {}
  render(...items);
  yield <List><b>{items.length}</b></List>;
  for (;;) text += \`\${items}\`;
}`;
    assert.deepEqual(sitesOf(source, 'view'), [
      'loop string 5',
      'generator 1',
      'class 2',
      '...items 3',
      '<List> 4',
      '<b> 4',
    ]);
  });

  it('follow calls by name, constructors and callbacks, which V8 may have inlined', () => {
    const source = `class Point {
  constructor(x) { this.x = [x]; }
}
function make(x) { return new Point(x); }
function loop(xs) {
  for (const x of xs) keep.push(make(x));
  xs.forEach((x) => ({ x }));
}
function twice() { return twin(); }
const a = { twin() { return {}; } };
const b = { twin() { return {}; } };
function self() { return [self]; }
function deep() { return self(); }`;
    const inlined = true;
    assert.deepEqual(sitesOf(source, 'loop', { inlined }), [
      'loop push() 6',
      'loop Point 4 in make',
      'loop { x } 7 in ',
      'loop […] 2 in Point',
      'closure 7',
    ]);
    assert.deepEqual(sitesOf(source, 'loop'), ['loop push() 6', 'closure 7']);
    // Nobody knows which one.
    assert.deepEqual(sitesOf(source, 'twice', { inlined }), []);
    assert.deepEqual(sitesOf(source, 'deep', { inlined }), ['[…] 12 in self']);
  });

  it('are on lines that hold what they make, in each function of a program of others', () => {
    const source = readFileSync(require.resolve('mocha/lib/utils.js'), 'utf8');
    const lines = source.split('\n');
    const spans = indexSpans(findFunctions(source, 'js').spans);
    const found = spans.spans.map((_, span) =>
      allocationSites({ source, language: 'js', spans, span, inlined: false }),
    );
    const named = found.flat().filter(({ what }) => !['closure', 'string', 'RegExp', 'Promise'].includes(what));
    assert.ok(named.length > 20, `${named.length} sites`);
    for (const { line, what } of named) {
      const [word = ''] = /\w+|[[{]/.exec(what) ?? [];
      assert.ok(lines[line - 1]?.includes(word), `${what} on line ${line}: ${lines[line - 1] ?? ''}`);
    }
  });

  it('are none of text that cannot be parsed', () => {
    assert.deepEqual(sitesOf('function a() { return [1]; }\nconst const = ;', ''), []);
  });
});
