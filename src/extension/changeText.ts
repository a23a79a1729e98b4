import { formatShare } from '../core/text/formatShare.ts';

/** `▲ 8 %`: how much larger or smaller a share is, in percent of the whole; empty where that may be chance. */
export function changeText(change: { before: number; after: number; significant: boolean } | undefined): string {
  if (change?.significant !== true) return '';
  const { before, after } = change;
  return `${after > before ? '▲' : '▼'} ${formatShare(Math.abs(after - before))}`;
}
