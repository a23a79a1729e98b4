/** A fraction of a whole in percent: `38 %`, `3.8 %`, `<0.1 %`. Whole percents from ten on: samples carry no more. */
export function formatShare(fraction: number): string {
  if (!Number.isFinite(fraction)) return '–';
  if (fraction < 0) return `-${formatShare(-fraction)}`;
  const percent = fraction * 100;
  if (percent === 0) return '0 %';
  if (percent < 0.05) return '<0.1 %';
  return percent < 9.95 ? `${percent.toFixed(1)} %` : `${percent.toFixed(0)} %`;
}
