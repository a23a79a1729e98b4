import { at } from '../src/core/model/at.ts';
import type { ChartColors } from './chartColors.ts';
import { depthRange, rowHeight, toX, toY, type Geometry } from './chartGeometry.ts';
import { shades, type Fill } from './fillShades.ts';
import type { LabelFitter } from './labelFitter.ts';
import type { Scene } from './scene.ts';
import { hasHit } from './search.ts';
import { visibleBoxes, type Strip } from './visibleBoxes.ts';

/** Boxes narrower than this have no room for a letter, px. */
const narrowestLabel = 22;
const labelMargin = 4;
/** Opacity of what a search does not match: text over it keeps its contrast, its category stays visible. */
const dimmed = 0.28;

/** What a chart needs of a canvas, so that other things than a canvas can be drawn on. Text stands on its middle. */
export type Brush = Pick<
  CanvasRenderingContext2D,
  'fillStyle' | 'strokeStyle' | 'globalAlpha' | 'lineWidth' | 'fillRect' | 'strokeRect' | 'fillText'
>;

export interface ChartPainter {
  readonly brush: Brush;
  readonly colors: ChartColors;
  readonly labels: LabelFitter;
}

export function drawChart(painter: ChartPainter, scene: Scene, geometry: Geometry, hovered: number): void {
  const { brush, colors } = painter;
  brush.fillStyle = colors.background;
  brush.fillRect(0, 0, geometry.width, geometry.height);
  const [firstDepth, endDepth] = depthRange(geometry);
  const strips = visibleBoxes(scene.index, {
    left: geometry.left,
    right: geometry.right,
    pixels: geometry.width,
    firstDepth,
    endDepth,
  });
  for (const strip of strips) drawStrip(painter, scene, geometry, strip);
  brush.globalAlpha = 1;
  for (const strip of strips) {
    const fn = at(scene.index.boxes.function, strip.row);
    if (fn === scene.selected && strip.row === strip.lastRow) outline(painter, geometry, strip, colors.foreground, 1);
    if (strip.row === hovered) outline(painter, geometry, strip, colors.foreground, 1);
  }
  drawSelection(painter, scene, geometry);
  dimOutside(painter, scene, geometry);
}

/** On a time axis, what lies outside of the range that all other views are of. */
function dimOutside({ brush, colors }: ChartPainter, { content, session }: Scene, geometry: Geometry): void {
  const { range } = session.filter;
  if (content?.kind !== 'timeline' || range === undefined) return;
  const left = Math.min(geometry.width, Math.max(0, toX(geometry, range.from - content.offset)));
  const right = Math.min(geometry.width, Math.max(0, toX(geometry, range.to - content.offset)));
  brush.globalAlpha = 0.7;
  brush.fillStyle = colors.background;
  brush.fillRect(0, 0, left, geometry.height);
  brush.fillRect(right, 0, geometry.width - right, geometry.height);
  brush.globalAlpha = 1;
}

function drawStrip(painter: ChartPainter, scene: Scene, geometry: Geometry, strip: Strip): void {
  const { brush, colors } = painter;
  const fn = at(scene.index.boxes.function, strip.row);
  const bright = scene.hits === undefined || isHit(scene, strip);
  const x = Math.max(strip.x, 0);
  const right = Math.min(strip.x + strip.width, geometry.width);
  const y = toY(geometry, strip.depth);
  // The gap between boxes is taken from those that can spare it.
  const width = Math.max(right - x - (strip.width > 3 ? 1 : 0), 1);
  brush.globalAlpha = bright ? 1 : dimmed;
  const { fill, text } = fillOf(colors, scene, strip.row);
  brush.fillStyle = fill;
  brush.fillRect(x, y, width, rowHeight - 1);
  if (colors.border !== '' && strip.width > 3) outline(painter, geometry, strip, colors.border, 1);
  if (right - x < narrowestLabel || strip.row !== strip.lastRow) return;
  brush.globalAlpha = 1;
  brush.fillStyle = bright ? text : colors.foreground;
  const label = painter.labels.fit(at(scene.session.functions.name, fn), width - 2 * labelMargin);
  brush.fillText(label, x + labelMargin, y + rowHeight / 2);
}

function fillOf({ fills, changes }: ChartColors, { session, index, diff }: Scene, row: number): Fill {
  const fn = at(index.boxes.function, row);
  if (diff === undefined) return at(at(fills, at(session.functions.category, fn)), fn % shades);
  const change = at(diff.change, row);
  return at(changes[change > 0 ? 'grew' : change < 0 ? 'shrank' : 'unchanged'], fn % shades);
}

function isHit({ hits, index }: Scene, { row, lastRow }: Strip): boolean {
  if (hits === undefined) return false;
  if (row === lastRow) return hits.functions[at(index.boxes.function, row)] === 1;
  return hasHit(hits, row, at(index.end, lastRow));
}

/** Drawn by itself, because the selected box may be too narrow to be a strip of its own. */
function drawSelection(painter: ChartPainter, scene: Scene, geometry: Geometry): void {
  if (scene.row < 0) return;
  const { boxes } = scene.index;
  const start = at(boxes.start, scene.row);
  const x = toX(geometry, start);
  const width = toX(geometry, start + at(boxes.width, scene.row)) - x;
  if (x > geometry.width || x + width < 0) return;
  const strip = { row: scene.row, lastRow: scene.row, depth: at(boxes.depth, scene.row), x, width: Math.max(width, 3) };
  outline(painter, geometry, strip, painter.colors.background, 3);
  outline(painter, geometry, strip, painter.colors.foreground, 2);
}

function outline(painter: ChartPainter, geometry: Geometry, strip: Strip, color: string, thickness: number): void {
  const { brush } = painter;
  const x = Math.max(strip.x, -thickness);
  const right = Math.min(strip.x + strip.width, geometry.width + thickness);
  brush.strokeStyle = color;
  brush.lineWidth = thickness;
  const inset = thickness / 2;
  const y = toY(geometry, strip.depth);
  brush.strokeRect(x + inset, y + inset, Math.max(right - x - 1 - thickness, 0), rowHeight - 1 - thickness);
}
