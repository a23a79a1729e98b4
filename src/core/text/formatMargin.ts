/** A margin of a share, in percentage points: `±3`, `±0.4`. */
export function formatMargin(fraction: number): string {
  const points = fraction * 100;
  return `±${points < 0.95 ? Math.max(points, 0.1).toFixed(1) : points.toFixed(0)}`;
}
