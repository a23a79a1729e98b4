/** Coolest is 0, hottest 4: an index into `colors.heat`. */
export type HeatStep = 0 | 1 | 2 | 3 | 4;

/**
 * Costs of lines fall off like a power law: a few lines near the hottest and a long tail far below. So the steps halve:
 * over 1/2 of the hottest line, over 1/4, over 1/8, over 1/16, and the rest. Even fifths would leave nearly every
 * line in the coolest step. The hottest line of the whole session is the measure, so that a cool file stays cool.
 */
export function heatStep(value: number, hottest: number): HeatStep {
  const ratio = value / hottest;
  if (ratio > 1 / 2) return 4;
  if (ratio > 1 / 4) return 3;
  if (ratio > 1 / 8) return 2;
  if (ratio > 1 / 16) return 1;
  return 0;
}
