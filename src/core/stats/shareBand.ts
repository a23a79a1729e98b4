/** Between these two lies what was estimated. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** Standard normal quantile of a two-sided 95 % band. */
const z95 = 1.96;

/**
 * The 95 % band of a share that was seen in a number of samples: Wilson's score interval, which keeps its coverage with few
 * samples and near 0 and 1, where the usual ± band leaves 0..1: https://doi.org/10.1080/01621459.1927.10502953, compared with
 * others in https://doi.org/10.1214/ss/1009213286.
 *
 * It takes samples for independent draws of the run. They are when functions alternate faster than samples are taken; of longer
 * phases, samples at regular times see more than independent ones, and the band is wider than it need be. It says nothing of
 * how much one run differs from the next.
 *
 * @param samples may be a fraction, see `effectiveSamples`. @param z for another coverage than 95 %.
 */
export function shareBand(share: number, samples: number, z: number = z95): Band {
  if (samples <= 0) return { low: 0, high: 1 };
  // Sums of weights may be off by rounding.
  const p = Math.min(1, Math.max(0, share));
  const z2 = z * z;
  const center = (p + z2 / (2 * samples)) / (1 + z2 / samples);
  const half = (z / (1 + z2 / samples)) * Math.sqrt((p * (1 - p)) / samples + z2 / (4 * samples * samples));
  return { low: Math.max(0, Math.min(p, center - half)), high: Math.min(1, Math.max(p, center + half)) };
}

/** What stands behind `±`: half of a band's width. */
export function bandMargin({ low, high }: Band): number {
  return (high - low) / 2;
}
