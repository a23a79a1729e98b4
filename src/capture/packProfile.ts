import { functionTimes } from '../core/analysis/functionTimes.ts';
import { formats } from '../core/formats/formats.ts';
import { HeatlineError } from '../core/model/heatlineError.ts';
import type { Profile, Unit } from '../core/model/profile.ts';

/** A profile as a file, and what a list shows of it. */
export interface PackedProfile {
  readonly tool: string;
  readonly unit: Unit;
  /** Weight of everything but idle time. */
  readonly weight: number;
  readonly samples: number;
  /** Of the file, with the dot. */
  readonly extension: string;
  readonly text: string;
}

/** A profile in V8's own format, which other tools read too. */
export function packProfile(profile: Profile): PackedProfile {
  const format = formats.find(({ id }) => id === (profile.unit === 'bytes' ? 'heapprofile' : 'cpuprofile'));
  const text = format?.write?.(profile);
  if (format === undefined || typeof text !== 'string')
    throw new HeatlineError(`A recording in ${profile.unit} cannot be kept.`);
  const { sum, samples } = functionTimes(profile);
  const { tool, unit } = profile;
  return { tool, unit, weight: sum, samples, extension: format.extensions[0] ?? '', text };
}
