import assert from 'node:assert/strict';
import { linesOf } from '../../../../src/core/formats/textLines.ts';

const lines = ['main;naïve→parse 3', '', 'x'.repeat(100), '\ttabs', 'last'];

/** A text in pieces of so many bytes. */
function* cut(text: string, size: number): Generator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

describe('The lines of a text', () => {
  for (const [name, lineBreak] of [
    ['line feeds', '\n'],
    ['carriage returns before them', '\r\n'],
  ] as const) {
    it(`with ${name} are whole, wherever its pieces end`, () => {
      for (let size = 1; size < 130; size++) {
        assert.deepEqual([...linesOf(cut(lines.join(lineBreak), size))], lines);
        assert.deepEqual([...linesOf(cut(lines.join(lineBreak) + lineBreak, size))], lines);
      }
    });
  }

  it('end where nobody breaks them', () => {
    const piece = new Uint8Array(2 ** 22);
    const [line = '', ...others] = linesOf(Array.from({ length: 40 }, () => piece));
    assert.deepEqual(others, []);
    assert.equal(line.length, 2 ** 24);
  });
});
