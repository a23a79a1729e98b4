/** What a box is painted with. */
export interface Fill {
  readonly fill: string;
  /** Black or white, whichever reads better on it. */
  readonly text: string;
}

type Rgb = readonly [number, number, number];

/** How much lighter each shade is than the colour itself. */
const steps = [0, 0.1, 0.2];

export const shades = steps.length;

/** A category's colour (`#rrggbb`) in a few shades, so that neighbours of one category can be told apart. */
export function fillShades(hex: string): Fill[] {
  const base = parseHex(hex);
  return steps.map((step) => {
    const shade = lighter(base, step);
    return { fill: toHex(shade), text: textOn(shade) };
  });
}

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
