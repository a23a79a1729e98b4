import type { Unit } from '../core/model/profile.ts';
import { formatCount } from '../core/text/formatCount.ts';
import { formatWeight } from '../core/text/formatWeight.ts';

interface Run {
  readonly tool: string;
  readonly unit: Unit;
  readonly weight: number;
  readonly samples: number;
}

const names: Readonly<Record<string, string>> = {
  v8: 'V8',
  'v8-log': 'V8 log',
  'v8-allocations': 'V8 allocations',
  callgrind: 'Callgrind',
};

/** `V8 · 4.2 s · 3,512 samples`. */
export function describeRun({ tool, unit, weight, samples }: Run): string {
  const name = names[tool] ?? tool;
  const counted = `${formatCount(samples)} ${Math.round(samples) === 1 ? 'sample' : 'samples'}`;
  // Events and bytes may be counted rather than sampled.
  const hasSamples = samples > 0 || (unit !== 'events' && unit !== 'bytes');
  const parts = [name, ...(unit === 'samples' ? [] : [formatWeight(weight, unit)]), ...(hasSamples ? [counted] : [])];
  return parts.join(' · ');
}
