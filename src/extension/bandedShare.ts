import { formatShare } from '../core/text/formatShare.ts';
import { bandMargin, shareBand } from '../core/stats/shareBand.ts';
import type { OpenSession } from './openSession.ts';

/** `38 % ±3`: a weight's share of a session, with what the number of samples leaves open of it. */
export function bandedShare(weight: number, session: Pick<OpenSession, 'times' | 'effectiveSamples'>): string {
  return withBand(weight / session.times.sum, session.effectiveSamples);
}

/** What the number of samples leaves open of any share, in ± points: most of all of a half. */
export function widestBand(samples: number): number {
  return 100 * bandMargin(shareBand(0.5, samples));
}

/** @param samples see `effectiveSamples`; undefined where nobody knows. */
export function withBand(share: number, samples: number | undefined): string {
  if (samples === undefined || !Number.isFinite(share)) return formatShare(share);
  const margin = 100 * bandMargin(shareBand(share, samples));
  return `${formatShare(share)} ±${margin < 0.95 ? Math.max(0.1, margin).toFixed(1) : margin.toFixed(0)}`;
}
