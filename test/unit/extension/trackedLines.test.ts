import assert from 'node:assert/strict';
import { TrackedLines } from '../../../src/extension/trackedLines.ts';

const profiled = ['function f() {', '  hot();', '  warm();', '}', 'f();'].join('\n');

/** Where lines 2, 3 and 5 of the profiled text are in the present one. */
function followed(present: string): string {
  const tracked = new TrackedLines(profiled, present);
  return [2, 3, 5]
    .map((original) => {
      const now = tracked.find(original);
      return now === undefined ? 'gone' : `${now.line + 1}${now.stale ? ' stale' : ''}`;
    })
    .join(', ');
}

describe('TrackedLines', () => {
  const cases: readonly (readonly [name: string, from: string, to: string, expected: string])[] = [
    ['nothing at all', '', '', '2, 3, 5'],
    ['a change elsewhere', 'function f', 'function g', '2, 3, 5'],
    ['a change of a line', 'hot()', 'cold()', '2 stale, 3, 5'],
    ['lines inserted above', 'function', '// a\n// b\nfunction', '4, 5, 7'],
    ['a line inserted right above', '  hot', '  // why\n  hot', '3, 4, 6'],
    ['Enter in front of the code', 'hot', '\n  hot', '3, 4, 6'],
    ['a line inserted below', 'hot();', 'hot();\n  more();', '2, 4, 6'],
    ['a deleted line', '  hot();\n', '', 'gone, 2, 4'],
    ['deleted lines above', 'function f() {\n', '', '1, 2, 4'],
    ['two lines joined', 'hot();\n  warm();', 'hot(); warm();', 'gone, 2 stale, 4'],
    ['more indentation', '  hot', '      hot', '2, 3, 5'],
    ['other line ends', '\n', '\r\n', '2, 3, 5'],
    ['several lines that have nothing in common', '  hot();\n  warm();', 'x = 1;\ny = 2;\nz = 3;', 'gone, gone, 6'],
    [
      'lines that are edited where one is added',
      '  hot();\n  warm();',
      '  log(1);\n  hot(1);\n  warm(1);',
      '3 stale, 4 stale, 6',
    ],
    ['a function that was moved', profiled, 'f();\nfunction f() {\n  hot();\n  warm();\n}', '3, 4, 1'],
    ['everything replaced', profiled, 'nothing', 'gone, gone, gone'],
  ];
  for (const [name, from, to, expected] of cases) {
    it(`follows ${name}`, () => {
      assert.equal(followed(profiled.replaceAll(from === '' ? profiled : from, from === '' ? profiled : to)), expected);
    });
  }

  it('comes back with the text', () => {
    assert.equal(new TrackedLines(profiled, profiled).differing, 0);
    assert.equal(new TrackedLines(profiled, profiled.replace('hot', 'cold')).differing, 1);
    assert.equal(new TrackedLines(profiled, `// a\n${profiled}`).differing, 1);
    assert.equal(new TrackedLines(profiled, '').differing, 5);
  });

  it('knows the profiled line at a place', () => {
    const tracked = new TrackedLines(profiled, `\n${profiled}`);
    assert.equal(tracked.originalOf(3), 3);
    assert.equal(tracked.originalOf(0), undefined);
  });
});
