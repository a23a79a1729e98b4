import type { DiffMetric } from '../core/analysis/diffProfiles.ts';
import { formatShare } from '../core/text/formatShare.ts';
import type { OpenSession } from './openSession.ts';

/** `▲ 8 %`: how much larger or smaller a share is, in percent of the whole; empty where that may be chance. */
export function changeText(change: { before: number; after: number; significant: boolean } | undefined): string {
  if (change?.significant !== true) return '';
  const { before, after } = change;
  return `${after > before ? '▲' : '▼'} ${formatShare(Math.abs(after - before))}`;
}

/** The same of a function, in the session that the user compares with. */
export function functionChangeText({ comparison }: OpenSession, fn: number, metric: DiffMetric): string {
  const change = comparison?.functions.get(fn);
  if (change === undefined) return '';
  const { before, after, significant } = change;
  const share = `${metric}Share` as const;
  return changeText({ before: before[share], after: after[share], significant: significant[metric] });
}
