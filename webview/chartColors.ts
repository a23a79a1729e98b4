import { categories } from '../src/core/model/category.ts';

/** Colours as canvas takes them, read from the style sheet so that the theme alone decides. */
export interface ChartColors {
  /** By category, then by shade. */
  readonly fills: readonly (readonly string[])[];
  /** By category: black or white, whichever reads better on the fill. */
  readonly texts: readonly string[];
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
  const bases = categories.map((category) => parseHex(read(`--heatline-${category}`)));
  return {
    fills: bases.map((base) => [toHex(base), toHex(mix(base, 255, 0.1)), toHex(mix(base, 255, 0.2))]),
    texts: bases.map((base) => (luminance(base) > 0.179 ? '#000000' : '#ffffff')),
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

function mix(color: Rgb, other: number, share: number): Rgb {
  const blend = (part: number): number => part + (other - part) * share;
  return [blend(color[0]), blend(color[1]), blend(color[2])];
}

/** Relative luminance (WCAG 2); at 0.179 black and white text have equal contrast, 4.58 : 1. */
function luminance([red, green, blue]: Rgb): number {
  const linear = (part: number): number => (part > 10.31 ? ((part / 255 + 0.055) / 1.055) ** 2.4 : part / 255 / 12.92);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
