import assert from 'node:assert/strict';
import { escapeMarkdown } from '../../../src/extension/escapeMarkdown.ts';

describe('escapeMarkdown', () => {
  it('leaves words, numbers and other scripts alone', () => {
    assert.equal(escapeMarkdown('größe 42 名前'), 'größe 42 名前');
  });

  const hostile = [
    '[click](command:workbench.action.quit)',
    '![x](https://example.com/x.png)',
    '<img src=x onerror=alert(1)>',
    'https://example.com www.example.com a@example.com',
    '$(flame) $(sync~spin)',
    '**bold** _em_ `code` ~~gone~~ | cell',
    '# head\n- item\n\n---',
    '&lt;b&gt; &#60;',
    '\\[x\\](y)',
  ];
  for (const text of hostile) {
    it(`leaves no character of ${JSON.stringify(text)} that means something`, () => {
      // All that is left beside letters, digits and blanks are the entities.
      assert.match(escapeMarkdown(text), /^(?:[\p{L}\p{N} ]|&#\d+;)*$/u);
    });
    it(`shows ${JSON.stringify(text)} as it is`, () => {
      const shown = escapeMarkdown(text).replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
      assert.equal(shown, text.replace(/\s+/g, ' '));
    });
  }

  it('drops what cannot be seen, such as a change of the writing direction', () => {
    assert.equal(escapeMarkdown('a\u202Eb\u200Bc\u0007d'), 'abcd');
  });

  it('shortens what nobody can read', () => {
    assert.equal(escapeMarkdown('x'.repeat(100_000)).length, 201);
  });
});
