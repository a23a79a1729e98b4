import { categories } from '../src/core/model/category.ts';

/** Colours as canvas takes them, read from the style sheet so that the theme alone decides. */
export interface ChartColors {
  /** By category, then by shade. */
  readonly fills: readonly (readonly string[])[];
  /** Black or white, whichever reads better on that fill. */
  readonly texts: readonly (readonly string[])[];
  readonly background: string;
  readonly foreground: string;
  readonly focus: string;
  /** Around every box in high contrast themes; empty in others. */
  readonly border: string;
  readonly grid: string;
  readonly font: string;
}

type Rgb = readonly [number, number, number];

/** Neighbours of one category differ a little, so that the boxes of a stack can be told apart. */
export const shades = 3;

export function readChartColors(element: HTMLElement): ChartColors {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  const fills = categories.map((category) => {
    const base = parseHex(read(`--heatline-${category}`));
    return [base, lighter(base, 0.1), lighter(base, 0.2)];
  });
  return {
    fills: fills.map((row) => row.map(toHex)),
    texts: fills.map((row) => row.map(textOn)),
    background: style.backgroundColor,
    foreground: style.color,
    focus: read('--vscode-focusBorder'),
    border: read('--vscode-contrastBorder'),
    grid: read('--heatline-line'),
    font: `${style.fontSize} ${style.fontFamily}`,
  };
}

/** `#rrggbb`, as the style sheet writes the categories' colours. */
function parseHex(text: string): Rgb {
  const value = Number.parseInt(text.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function toHex(color: Rgb): string {
  return `#${color.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

function lighter(color: Rgb, share: number): Rgb {
  const blend = (part: number): number => part + (255 - part) * share;
  return [blend(color[0]), blend(color[1]), blend(color[2])];
}

/** By relative luminance (WCAG 2): at 0.179 black and white text have equal contrast, 4.58 : 1. */
function textOn([red, green, blue]: Rgb): string {
  const linear = (part: number): number => (part > 10.31 ? ((part / 255 + 0.055) / 1.055) ** 2.4 : part / 255 / 12.92);
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return luminance > 0.179 ? '#000000' : '#ffffff';
}
