import { effectiveSamples } from '../../stats/effectiveSamples.ts';
import { asyncGaps } from './asyncGaps.ts';
import { deoptLoop } from './deoptLoop.ts';
import type { Finding, Insight, Run } from './finding.ts';
import { gcPressure } from './gcPressure.ts';
import { hotLine } from './hotLine.ts';
import { jsonOrRegExp } from './jsonOrRegExp.ts';
import { moduleLoading } from './moduleLoading.ts';
import { OwnCode } from './ownCode.ts';
import { quadratic } from './quadratic.ts';
import { syncIo } from './syncIo.ts';

/** What says why a line is slow comes before `hotLine`, which only says that it is. */
const insights: readonly Insight[] = [
  quadratic,
  jsonOrRegExp,
  syncIo,
  deoptLoop,
  moduleLoading,
  gcPressure,
  asyncGaps,
  hotLine,
];

/** More than these nobody reads, and the first are worth most. */
const mostFindings = 8;

/** With fewer samples no share is sure enough. */
const fewestSamples = 100;

/** What is worth changing or knowing about a run of a mapped profile, the largest share first. None for allocations. */
export function findings(run: Omit<Run, 'own' | 'effectiveSamples'>): Finding[] {
  const { profile, times } = run;
  if (profile.unit !== 'microseconds' || times.samples < fewestSamples) return [];
  const whole = { ...run, own: new OwnCode(profile), effectiveSamples: effectiveSamples(profile) ?? 0 };
  const found = insights.flatMap((insight) => insight(whole));
  return found
    .filter((finding, index) => !found.slice(0, index).some((other) => isSamePlace(finding, other)))
    .sort((a, b) => b.share - a.share)
    .slice(0, mostFindings);
}

/** A line is told of once, by the insight that knows most; that it also makes garbage is another matter. */
function isSamePlace({ place, id }: Finding, other: Finding): boolean {
  if (place === undefined || (id !== 'hotLine' && [id, other.id].includes('gcPressure'))) return false;
  return place.file === other.place?.file && place.line === other.place.line;
}
