import { threeDigits } from './threeDigits.ts';

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Bytes in decimal units, as VS Code and the sizes of npm print them: `12.3 kB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 0) return `-${formatBytes(-bytes)}`;
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  // Averages over samples have fractions; there is no tenth of a byte.
  return `${unit === 0 ? String(Math.round(value)) : threeDigits(value)} ${units[unit] ?? ''}`;
}
