import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { at } from '../../../../src/core/model/at.ts';
import { followLines } from '../../../../src/core/sources/followLines.ts';
import { randomNumbers } from '../formats/randomNumbers.ts';

const program = readFileSync('test/workspaces/sample/sudoku.mjs', 'utf8').split('\n');

describe('followLines', () => {
  it('finds every line that was left, wherever lines were put or taken away', () => {
    const random = randomNumbers(7);
    for (let round = 0; round < 50; round++) {
      const left = program.map((text, line) => ({ text, line })).filter(() => random(10) > 0);
      const now: { text: string; line: number }[] = [];
      for (const each of left) {
        if (random(10) === 0) now.push({ text: `inserted(${round}, ${now.length});`, line: -1 });
        now.push(each);
      }
      const followed = followLines(
        program,
        now.map(({ text }) => text),
      );
      for (const [line, { text, line: original }] of now.entries()) {
        // Which of two equal lines was taken away nobody can tell.
        if (original < 0 || program.filter((other) => other.trim() === text.trim()).length > 1) continue;
        assert.deepEqual(followed[original], { line, changed: false });
      }
    }
  });

  it('never puts two lines on one, nor an unchanged line on other text', () => {
    const random = randomNumbers(8);
    const texts = ['a();', 'b();', '}', 'if (a) {', '', 'a(1);'];
    const any = (): string[] => Array.from({ length: random(12) }, () => at(texts, random(texts.length)));
    for (let round = 0; round < 500; round++) {
      const [before, after] = [any(), any()];
      const found = followLines(before, after);
      const taken = found.flatMap((now) => (now === undefined ? [] : [now.line]));
      assert.equal(new Set(taken).size, taken.length);
      for (const [line, now] of found.entries()) {
        if (now?.changed === false) assert.equal(after[now.line], before[line]);
      }
    }
  });

  it('gives up on texts with nothing in common, but for lines that are unmistakable', () => {
    const lines = (prefix: string): string[] => Array.from({ length: 20_000 }, (_, line) => `${prefix}${line}();`);
    const followed = followLines([...lines('before'), 'theOnlyOne();'], ['theOnlyOne();', ...lines('after')]);
    assert.deepEqual(followed[20_000], { line: 0, changed: false });
    assert.ok(followed.slice(0, 20_000).every((now) => now === undefined));
  });
});
