import { readChartColors, type ChartColors } from './chartColors.ts';
import type { Geometry } from './chartGeometry.ts';
import type { ChartPainter } from './drawChart.ts';
import { createLabelFitter } from './labelFitter.ts';

export interface ChartPaper {
  /** Ready to be drawn on in CSS pixels. */
  prepare(geometry: Pick<Geometry, 'width' | 'height'>): ChartPainter;
  /** The theme or the fonts changed. */
  restyle(): void;
}

/** A canvas with the sharpness of the screen and the colours of the theme. */
export function createChartPaper(canvas: HTMLCanvasElement): ChartPaper {
  const context = paperContext(canvas);
  let painter: ChartPainter | undefined;

  return {
    prepare(geometry) {
      const ratio = window.devicePixelRatio;
      const width = Math.round(geometry.width * ratio);
      const height = Math.round(geometry.height * ratio);
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
        canvas.style.width = `${geometry.width}px`;
        canvas.style.height = `${geometry.height}px`;
      }
      painter ??= { brush: context, colors: readChartColors(canvas), labels: createLabelFitter(context) };
      prepareContext(context, ratio, painter.colors);
      return painter;
    },
    restyle() {
      painter = undefined;
    },
  };
}

export function paperContext(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('This browser has no 2D canvas.');
  return context;
}

/** @param ratio pixels of the canvas per CSS pixel. */
export function prepareContext(context: CanvasRenderingContext2D, ratio: number, { font }: ChartColors): void {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.font = font;
  context.textBaseline = 'middle';
}
