import { formatCount } from './formatCount.ts';
import { threeDigits } from './threeDigits.ts';

const prefixes = ['k', 'M', 'G', 'T', 'P'];

/** Counted events, of which a program has billions: `412`, `38.2 k`, `1.24 G`. */
export function formatEvents(events: number): string {
  if (events < 0) return `-${formatEvents(-events)}`;
  if (events < 999.5) return formatCount(events);
  let value = events / 1000;
  let prefix = 0;
  while (value >= 999.5 && prefix < prefixes.length - 1) {
    value /= 1000;
    prefix++;
  }
  return `${threeDigits(value)} ${prefixes[prefix] ?? ''}`;
}
