import assert from 'node:assert/strict';
import { TrackedLines } from '../../../src/extension/trackedLines.ts';

const text = ['function f() {', '  hot();', '  warm();', '}', 'f();'];

/** A document whose lines 2, 3 and 5 are tracked, after one edit: `[start line, character, end line, character, new text]`. */
function afterEdit(...edit: readonly [number, number, number, number, string]): string {
  const [startLine, startCharacter, endLine, endCharacter, added] = edit;
  const tracked = new TrackedLines([2, 3, 5], (line) => text[line]);
  const before = text[startLine]?.slice(0, startCharacter) ?? '';
  const behind = text[endLine]?.slice(endCharacter) ?? '';
  const now = [...text.slice(0, startLine), ...(before + added + behind).split('\n'), ...text.slice(endLine + 1)];
  tracked.follow({
    startLine,
    endLine,
    endCharacter,
    inserts: startLine === endLine && startCharacter === endCharacter,
    atLineStart: before.trim() === '',
    text: added,
  });
  return [2, 3, 5]
    .map((original) => {
      const line = tracked.find(original, (index) => now[index]);
      return line === undefined ? 'gone' : `${line.line + 1}${line.stale ? ' stale' : ''}`;
    })
    .join(', ');
}

describe('TrackedLines', () => {
  const cases: readonly (readonly [string, Parameters<typeof afterEdit>, string])[] = [
    ['a change elsewhere', [0, 9, 0, 10, 'g'], '2, 3, 5'],
    ['a change of a line', [1, 2, 1, 5, 'cold'], '2 stale, 3, 5'],
    ['lines inserted above', [0, 0, 0, 0, '// a\n// b\n'], '4, 5, 7'],
    ['a line inserted right above', [1, 0, 1, 0, '  // why\n'], '3, 4, 6'],
    ['Enter in front of the code', [1, 2, 1, 2, '\n  '], '3, 4, 6'],
    ['Enter at the end of a line', [1, 8, 1, 8, '\n  '], '2, 4, 6'],
    ['a line inserted below', [1, 8, 1, 8, '\n  more();'], '2, 4, 6'],
    ['a deleted line', [1, 0, 2, 0, ''], 'gone, 2, 4'],
    ['deleted lines above', [0, 0, 1, 0, ''], '1, 2, 4'],
    ['the break between two lines deleted', [1, 8, 2, 2, ''], '2 stale, gone, 4'],
    ['more indentation', [1, 0, 1, 0, '    '], '2, 3, 5'],
    ['several lines replaced', [1, 0, 2, 9, 'x();\ny();\nz();'], '2 stale, 3 stale, 6'],
    ['everything replaced', [0, 0, 4, 4, 'nothing'], 'gone, gone, gone'],
  ];
  for (const [name, edit, expected] of cases) {
    it(`follows ${name}`, () => {
      assert.equal(afterEdit(...edit), expected);
    });
  }

  it('ignores lines behind the end of a file that got shorter', () => {
    const tracked = new TrackedLines([1, 99], (line) => ['only'][line]);
    assert.equal(
      tracked.find(99, () => 'only'),
      undefined,
    );
  });

  it('knows the profiled line at a place', () => {
    const tracked = new TrackedLines([2, 3], (line) => text[line]);
    assert.equal(tracked.originalOf(2), 3);
    assert.equal(tracked.originalOf(4), undefined);
  });
});
