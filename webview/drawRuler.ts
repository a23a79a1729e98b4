import { rulerHeight, toX, type Geometry } from './chartGeometry.ts';
import type { ChartPainter } from './drawChart.ts';

/** Least distance between two labels, px. */
const labelDistance = 90;

const units = [
  { name: 's', microseconds: 1e6 },
  { name: 'ms', microseconds: 1e3 },
  { name: 'µs', microseconds: 1 },
] as const;

/** The time axis above a time-ordered chart, counted from the start of the recording. */
export function drawRuler({ brush, colors }: ChartPainter, geometry: Geometry, origin: number): void {
  const step = roundStep(((geometry.right - geometry.left) / geometry.width) * labelDistance);
  brush.globalAlpha = 1;
  brush.fillStyle = colors.background;
  brush.fillRect(0, 0, geometry.width, rulerHeight - 1);
  brush.fillStyle = colors.grid;
  brush.fillRect(0, rulerHeight - 2, geometry.width, 1);
  const first = Math.ceil((geometry.left - origin) / step);
  for (let tick = first; origin + tick * step < geometry.right; tick++) {
    const x = Math.round(toX(geometry, origin + tick * step));
    brush.fillStyle = colors.grid;
    brush.fillRect(x, 0, 1, rulerHeight - 1);
    brush.fillStyle = colors.foreground;
    brush.fillText(tick === 0 ? '0' : formatTick(tick * step, step), x + 4, rulerHeight / 2);
  }
}

/** The next of 1, 2, 5, 10, 20 … */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5].find((candidate) => candidate * power >= least) ?? 10;
  return factor * power;
}

/** As many digits as tell two ticks apart, which deep inside a long recording are more than other durations need. */
function formatTick(time: number, step: number): string {
  const unit = units.find(({ microseconds }) => time >= microseconds) ?? units[2];
  const digits = Math.max(0, Math.ceil(-Math.log10(step / unit.microseconds) - 1e-9));
  return `${(time / unit.microseconds).toFixed(digits)} ${unit.name}`;
}
