import { categories } from '../src/core/model/category.ts';
import { fillShades, type Fill } from './fillShades.ts';

/** Colours as canvas takes them, read from the style sheet so that the theme alone decides. */
export interface ChartColors {
  /** By category, then by shade. */
  readonly fills: readonly (readonly Fill[])[];
  /** What grew, shrank, and did not change, each by shade. */
  readonly changes: Readonly<Record<'grew' | 'shrank' | 'unchanged', readonly Fill[]>>;
  readonly background: string;
  readonly foreground: string;
  readonly focus: string;
  /** Around every box in high contrast themes; empty in others. */
  readonly border: string;
  readonly grid: string;
  readonly font: string;
}

export function readChartColors(element: HTMLElement): ChartColors {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    fills: categories.map((category) => fillShades(read(`--heatline-${category}`))),
    changes: {
      grew: fillShades(read('--heatline-grew')),
      shrank: fillShades(read('--heatline-shrank')),
      unchanged: fillShades(read('--heatline-unchanged')),
    },
    background: style.backgroundColor,
    foreground: style.color,
    focus: read('--vscode-focusBorder'),
    border: read('--vscode-contrastBorder'),
    grid: read('--heatline-line'),
    font: `${style.fontSize} ${style.fontFamily}`,
  };
}
