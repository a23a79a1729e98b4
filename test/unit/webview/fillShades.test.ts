import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fillShades } from '../../../webview/fillShades.ts';

describe('fillShades', () => {
  const palette = readFileSync('webview/palette.css', 'utf8').match(/#[0-9a-f]{6}/g) ?? [];

  it('has text that is legible on every colour of the palette', () => {
    assert.ok(palette.length > 7);
    for (const color of palette) {
      for (const { fill, text } of fillShades(color)) {
        assert.ok(contrast(fill, text) >= 4.5, `${text} on ${fill}: ${contrast(fill, text)}`);
      }
    }
  });

  it('begins with the colour itself', () => {
    assert.equal(fillShades('#e69f00')[0]?.fill, '#e69f00');
  });
});

/** As WCAG 2 defines it. */
function contrast(a: string, b: string): number {
  const [darker = 0, brighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (brighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const part = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
