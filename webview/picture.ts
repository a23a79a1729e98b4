import type { ChartPainter } from './drawChart.ts';

/** A chart as it is seen, to be drawn once more on something else. */
export interface Picture {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** With the colours and the font of the screen. */
  readonly painter: ChartPainter;
  draw(painter: ChartPainter): void;
}

/** Size of pictures below each other, CSS pixels. */
export function sizeOf(pictures: readonly Picture[]): { readonly width: number; readonly height: number } {
  return {
    width: Math.max(...pictures.map(({ width }) => width)),
    height: pictures.reduce((sum, { height }) => sum + height, 0),
  };
}
