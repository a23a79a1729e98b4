import { escapeHtml } from '../src/core/text/escapeHtml.ts';
import type { Brush } from './drawChart.ts';
import { sizeOf, type Picture } from './picture.ts';

/** An SVG document with the pictures below each other. */
export function svgOf(pictures: readonly Picture[]): string {
  const { width, height } = sizeOf(pictures);
  let y = 0;
  const parts = pictures.map((picture) => {
    const brush = new SvgBrush();
    picture.draw({ ...picture.painter, brush });
    const { font } = picture.painter.colors;
    const family = font.indexOf(' ');
    // An inner document cuts off what reaches over its edge, as a canvas does.
    // No style of its own, which a page's policy may forbid.
    const letters = { 'font-size': font.slice(0, family), 'font-family': font.slice(family + 1) };
    const attributes = { y, width: picture.width, height: picture.height, ...letters };
    y += picture.height;
    return `<svg${written(attributes)}>${brush.elements.join('')}</svg>`;
  });
  return `<svg${written({ xmlns: 'http://www.w3.org/2000/svg', width, height })}>${parts.join('\n')}</svg>\n`;
}

class SvgBrush implements Brush {
  readonly elements: string[] = [];
  fillStyle = '';
  strokeStyle = '';
  globalAlpha = 1;
  lineWidth = 1;

  fillRect(x: number, y: number, width: number, height: number): void {
    this.add('rect', { x, y, width, height, fill: this.fillStyle });
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    const stroke = { stroke: this.strokeStyle, 'stroke-width': this.lineWidth };
    this.add('rect', { x, y, width, height, fill: 'none', ...stroke });
  }

  fillText(text: string, x: number, y: number): void {
    if (text !== '') this.add('text', { x, y, 'dominant-baseline': 'central', fill: this.fillStyle }, text);
  }

  private add(name: string, attributes: Readonly<Record<string, string | number>>, text = ''): void {
    const opacity = this.globalAlpha === 1 ? {} : { opacity: this.globalAlpha };
    this.elements.push(`<${name}${written({ ...attributes, ...opacity })}>${escapeXml(text)}</${name}>`);
  }
}

function written(attributes: Readonly<Record<string, string | number>>): string {
  const print = (value: string | number): string =>
    String(typeof value === 'number' ? Number(value.toFixed(2)) : value);
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(print(value))}"`)
    .join('');
}

/** Names come from files: what XML 1.0 (section 2.2) forbids even as a reference would make the document unreadable. */
function escapeXml(text: string): string {
  return escapeHtml(text.replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}'));
}
