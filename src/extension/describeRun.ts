import type { Unit } from '../core/model/profile.ts';
import { formatCount } from '../core/text/formatCount.ts';
import { formatWeight } from '../core/text/formatWeight.ts';

interface Run {
  readonly tool: string;
  readonly unit: Unit;
  /** What was counted, where that is to be said. */
  readonly event?: string | undefined;
  readonly weight: number;
  readonly samples: number;
}

const names: Readonly<Record<string, string>> = {
  v8: 'V8',
  'v8-log': 'V8 log',
  'v8-allocations': 'V8 allocations',
  callgrind: 'Callgrind',
};

/** `V8 · 4.2 s · 3,512 samples`, `V8 allocations · 20 MB live`. */
export function describeRun({ tool, unit, event, weight, samples }: Run): string {
  const name = names[tool] ?? tool;
  const sampled = `${formatCount(samples)} ${Math.round(samples) === 1 ? 'sample' : 'samples'}`;
  // Events and bytes may be counted rather than sampled.
  const hasSamples = samples > 0 || (unit !== 'events' && unit !== 'bytes');
  const counted = [formatWeight(weight, unit), ...(event === undefined ? [] : [event])].join(' ');
  const parts = [name, ...(unit === 'samples' ? [] : [counted]), ...(hasSamples ? [sampled] : [])];
  return parts.join(' · ');
}
